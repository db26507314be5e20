import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { arrayBackend, createTelemetry, metricTable, prometheusName } from '@signalbox/telemetry'
import { describe, expect, test } from 'vitest'

import { alerts } from './alerts.ts'
import { boards } from './boards.ts'
import { files } from './files.ts'

const queries = [
  ...alerts.map(({ expr }) => expr),
  ...boards.flatMap(({ charts }) =>
    charts.flatMap((chart) => chart.queries.map(([, expr]) => expr)),
  ),
]

/** Every metric with every label, as `/metrics` writes it. */
const rendered = (() => {
  const metrics = arrayBackend()
  const telemetry = createTelemetry({
    semconv: 'both',
    metrics: { backend: metrics, genaiServer: true, tenantLabel: true },
  })
  for (const [key, { labels }] of Object.entries(metricTable))
    telemetry.record(
      key as keyof typeof metricTable,
      1,
      labels.map(() => 'x'),
    )
  return metrics.render()
})()
const nameOf = (line: string) => /^[a-z_]\w*/.exec(line)?.[0] ?? ''
const brackets = [
  ['(', ')'],
  ['{', '}'],
  ['[', ']'],
] as const
const names = new Set(rendered.split('\n').map(nameOf))

describe('the files of this folder', () => {
  test.each([...files()])('%s is as generated: run `pnpm write`', (path, text) => {
    expect(readFileSync(join(import.meta.dirname, '..', path), 'utf8')).toBe(text)
  })
})

describe('every query', () => {
  test('asks for metrics that the gateway writes, under either name', () => {
    const patterns = queries.flatMap((query) =>
      [...query.matchAll(/__name__=~"([^"]+)"/g)].map(([, name = '']) => name),
    )
    expect(patterns.length).toBeGreaterThan(40)
    for (const pattern of new Set(patterns)) {
      const matching = [...names].filter((name) => new RegExp(`^(?:${pattern})$`).test(name))
      expect([pattern, matching.length]).toEqual([pattern, 1])
    }
  })

  test('parts and filters by labels that those metrics have', () => {
    for (const query of queries)
      for (const [, pattern = '', rest = ''] of query.matchAll(/\{__name__=~"([^"]+)"([^}]*)\}/g)) {
        const line =
          rendered.split('\n').find((each) => new RegExp(`^(?:${pattern})\\{`).test(each)) ?? ''
        for (const [, label = ''] of rest.matchAll(/,(\w+)(?:=|!=|=~)/g))
          expect(line).toContain(`${label}="`)
        const by = (/by \(([^)]*)\)/.exec(query)?.[1]?.split(', ') ?? []).filter(
          (label) => label !== 'le',
        )
        for (const label of by)
          expect([query, line]).toEqual([query, expect.stringContaining(`${label}="`)])
      }
  })

  test('has balanced brackets and ranges that Prometheus knows', () => {
    for (const query of queries) {
      for (const [open, close] of brackets)
        expect(query.split(open).length).toBe(query.split(close).length)
      for (const [, range = ''] of query.matchAll(/\[([^\]]*)\]/g))
        expect(range).toMatch(/^(?:\$__rate_interval|\d+[smh])$/)
    }
  })
})

test('an alert rule is named once and says what is wrong', () => {
  expect(new Set(alerts.map(({ alert }) => alert)).size).toBe(alerts.length)
  for (const { summary } of alerts) expect(summary).toMatch(/\.$/)
})

test('the name of a counter in the table ends in _total in Prometheus', () => {
  expect(names).toContain(prometheusName(metricTable.attempts))
})
