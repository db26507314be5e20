import { arrayBackend } from '@signalbox/telemetry'
import { expect, test } from 'vitest'

import { mergeMetrics } from './merge-metrics.ts'

const describe = { unit: '1', help: 'of a test', labels: ['model'] }

function textOf(count: number, seconds: number, state: number, heap: number): string {
  const backend = arrayBackend()
  const kinds = [
    [{ ...describe, name: 'signalbox.attempts', kind: 'counter' }, count],
    [{ ...describe, name: 'x.duration', kind: 'histogram', buckets: [0.1, 1] }, seconds],
    [{ ...describe, name: 'signalbox.circuit.state', kind: 'gauge' }, state],
    [{ ...describe, name: 'signalbox.price.age', kind: 'gauge' }, seconds],
    [{ ...describe, name: 'signalbox.tokens.ratio_drift', kind: 'gauge' }, seconds],
    [{ ...describe, name: 'signalbox.process.heap', kind: 'gauge' }, heap],
  ] as const
  for (const [metric, value] of kinds) backend.series(metric, ['m']).record(value)
  return backend.render()
}

function valuesOf(text: string): Record<string, string> {
  const samples = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return Object.fromEntries(samples.map((line) => line.split(/ (?=\S+$)/u) as [string, string]))
}

test('counts and histograms add up, a circuit, an age and a drift are as bad as their worst', () => {
  const values = valuesOf(mergeMetrics([textOf(2, 0.05, 3, 10), textOf(3, 0.5, 0, 20)]))
  expect(values).toMatchObject({
    'signalbox_attempts_total{model="m"}': '5',
    'x_duration_bucket{model="m",le="0.1"}': '1',
    'x_duration_bucket{model="m",le="1"}': '2',
    'x_duration_bucket{model="m",le="+Inf"}': '2',
    'x_duration_sum{model="m"}': '0.55',
    'signalbox_circuit_state{model="m"}': '3',
    'signalbox_price_age{model="m"}': '0.5',
    'signalbox_tokens_ratio_drift{model="m"}': '0.5',
    'signalbox_process_heap{model="m"}': '30',
  })
})

test('what an ended process counted stays, what it held does not', () => {
  const values = valuesOf(mergeMetrics([textOf(2, 1, 0, 10)], [textOf(7, 1, 3, 99)]))
  expect(values).toMatchObject({
    'signalbox_attempts_total{model="m"}': '9',
    'signalbox_circuit_state{model="m"}': '0',
    'signalbox_process_heap{model="m"}': '10',
  })
})

test('one text alone stays as it is', () => {
  const text = textOf(1, 0.5, 2, 5)
  expect(mergeMetrics([text])).toBe(text)
})
