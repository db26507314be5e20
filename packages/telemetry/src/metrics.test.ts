import { PrometheusSerializer } from '@opentelemetry/exporter-prometheus'
import { MeterProvider, MetricReader } from '@opentelemetry/sdk-metrics'
import { GatewayError } from '@signalbox/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { harness, throttled, usage, type Ask } from '../test-support/harness.ts'
import { buckets, bucketOf } from './buckets.ts'
import { typeOfKind, typeOfVerdict } from './error-type.ts'
import { bothBackends } from './metric-backend.ts'
import { metricTable } from './metric-table.ts'
import { otelBackend } from './otel-backend.ts'
import { isWritten, type Semconv } from './semconv.ts'
import { attribute, spanName } from './span-names.ts'

class PullReader extends MetricReader {
  protected override onForceFlush(): Promise<void> {
    return Promise.resolve()
  }
  protected override onShutdown(): Promise<void> {
    return Promise.resolve()
  }
}

const cost = { nanoUsd: 1_500n, basis: 'provider_usage', confidence: 'verified' } as const
const mixed: readonly Ask[] = [
  { steps: [{ usage: usage(100, 20, { cacheRead: 7 }), cost, ms: 321 }] },
  { steps: [{ error: throttled() }, { target: 'b/m', usage: usage(1, 1), cost }] },
  { steps: [{ ms: 700, firstMs: 90, chunks: 30, usage: usage(5, 29) }], request: { stream: true } },
  { steps: [], error: new GatewayError('content_blocked', 'no') },
  {
    steps: [],
    before({ facts }) {
      facts.route = 'fast'
      facts.queuedMs = 12
      facts.cache = { kind: 'exact', result: 'hit', savedNanoUsd: 5n }
      facts.guards = [{ name: 'pii', stage: 'input', action: 'pass', us: 70 }]
    },
  },
  { steps: [{ usage: usage(3, 3), cost: { ...cost, nanoUsd: null } }] },
  { steps: [{ connectMs: 0 }, { target: 'b/m', connectMs: 3.2 }] },
]

/** `name{labels}` → value, without what only one of the two writes. */
function samples(text: string): ReadonlyMap<string, number> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return new Map(
    lines.flatMap((line) => {
      const cut = line.lastIndexOf(' ')
      const [, name = '', labels = ''] = /^(\w+)(?:\{(.*)\})?$/.exec(line.slice(0, cut)) ?? []
      if (name === 'target_info') return []
      const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)]
        .filter(([, label = '']) => !label.startsWith('otel_scope'))
        .map(([, label = '', value = '']) => `${label}=${value}`)
        .toSorted()
      return [
        [`${name} ${pairs.join(' ')}`, Number(line.slice(cut + 1).replace('+Inf', 'Infinity'))],
      ]
    }),
  )
}

test.each(['1.41', 'latest', 'both'] as const)(
  'both backends tell the same of the same traffic (%s)',
  async (semconv) => {
    const reader = new PullReader()
    const provider = new MeterProvider({ readers: [reader] })
    const { ask, metrics, telemetry } = harness(
      { semconv, metrics: { genaiServer: true } },
      (array) =>
        bothBackends(
          array,
          otelBackend(() => provider.getMeter('test')),
        ),
    )
    for (const each of mixed) await ask(each)
    telemetry.record('circuitTransitions', 1, ['acme', 'm', 'healthy', 'open', 'error_rate'])
    telemetry.onCollect(() => {
      telemetry.record('circuitState', 3, ['acme', 'm', ''])
    })
    // The number of series is itself one from the second time on.
    metrics.render()
    const own = samples(metrics.render())
    const { resourceMetrics } = await reader.collect()
    const theirs = samples(new PrometheusSerializer().serialize(resourceMetrics))
    expect([...own.keys()].toSorted()).toEqual([...theirs.keys()].toSorted())
    for (const [key, value] of own) expect(value).toBeCloseTo(theirs.get(key) ?? NaN, 9)
    expect(own.size).toBeGreaterThan(100)
  },
)

describe('the table', () => {
  const written = (mode: Semconv) =>
    Object.values(metricTable)
      .filter(({ edition }) => isWritten(edition, mode))
      .map(({ name, kind, unit, labels, buckets: bounds }) =>
        [name, kind, unit, labels.join(','), bounds?.join(' ') ?? ''].join(' | '),
      )

  test.each(['1.41', 'latest', 'both'] as const)('of %s is as published', (mode) => {
    expect(written(mode)).toMatchSnapshot()
  })

  test('of span and event names is as published', () => {
    expect([...Object.values(attribute), ...Object.values(spanName)]).toMatchSnapshot()
  })

  test('of error types is as published', () => {
    expect({ ...typeOfVerdict, ...typeOfKind }).toMatchSnapshot()
  })

  test('names nothing twice', () => {
    const names = Object.values(metricTable).map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
  })
})

test('a value falls into the first bucket whose bound holds it', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.values(buckets)),
      fc.double({ min: 0, max: 1e9, noNaN: true }),
      (bounds, value) => {
        const expected = bounds.findIndex((bound) => value <= bound)
        expect(bucketOf(bounds, value)).toBe(expected === -1 ? bounds.length : expected)
      },
    ),
  )
  for (const bounds of Object.values(buckets))
    for (const [index, bound] of bounds.entries()) expect(bucketOf(bounds, bound)).toBe(index)
})

describe('series', () => {
  const countOf = (text: string, name: string) =>
    text.split('\n').filter((line) => line.startsWith(`${name}{`)).length

  test('cannot be multiplied by callers: 10,000 invented models are 200 and the rest', async () => {
    const { ask, metrics } = harness({ isKnownModel: (_, model) => model === 'ours' })
    for (let i = 0; i < 10_000; i += 50)
      await ask({
        steps: Array.from({ length: 50 }, (_, n) => ({ target: `acme/x${String(i + n)}`, ms: 0 })),
      })
    await ask({ steps: [{ target: 'acme/ours' }] })
    const text = metrics.render()
    expect(text).toContain('model="_other"')
    expect(text).toContain('model="ours"')
    const models = new Set(
      [...text.matchAll(/signalbox_attempts_total\{.*?model="([^"]*)"/g)].map(([, m]) => m),
    )
    expect(models.size).toBe(202)
  })

  test('beyond a cap are one, and counted', () => {
    const { telemetry, metrics } = harness({ metrics: { maxSeries: 5 } })
    for (let i = 0; i < 20; i++) telemetry.record('configReloads', 1, [`r${String(i)}`])
    const text = metrics.render()
    expect(countOf(text, 'signalbox_config_reloads_total')).toBe(6)
    expect(text).toContain('signalbox_config_reloads_total{result="_other"} 15')
    expect(text).toContain(
      'signalbox_telemetry_dropped_total{kind="metric",reason="series_cap"} 15',
    )
  })

  test('of excluded metrics are not kept', async () => {
    const { ask, metrics } = harness({ metrics: { exclude: ['signalbox.request.overhead'] } })
    await ask()
    expect(metrics.render()).not.toContain('overhead')
    expect(metrics.render()).not.toContain('gen_ai_server')
  })

  test('write hostile values so that no line can be forged', () => {
    const { telemetry, metrics } = harness()
    telemetry.record('configReloads', 1, ['a"}\nx 1\\'])
    expect(metrics.render()).toContain('{result="a\\"}\\nx 1\\\\"} 1\n')
  })
})
