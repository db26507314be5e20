import { describe, expect, test } from 'vitest'

import { normal, seededRandom } from '../../test-support/seeded-random.ts'
import { Cusum } from './cusum.ts'
import { createDriftMonitor, type DriftEvent, type DriftSample } from './drift-monitor.ts'

function samplesUntilAlarm(
  seed: number,
  { shift, sd, baseline }: { shift: number; sd: number; baseline: number },
): number {
  const random = seededRandom(seed)
  const cusum = new Cusum(baseline)
  for (let i = 0; i < baseline; i++) cusum.add(normal(random) * sd)
  for (let i = 1; i <= 20_000; i++)
    if (cusum.add(Math.log(1 + shift) + normal(random) * sd) !== undefined) return i
  return Infinity
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN
}

const seeds = Array.from({ length: 51 }, (_, i) => i + 1)

describe('a change of the tokeniser', () => {
  test.each([
    [0.05, 100],
    [0.1, 25],
    [-0.05, 100],
  ])('of %d is found within %d requests in the median', (shift, most) => {
    expect(
      medianOf(seeds.map((seed) => samplesUntilAlarm(seed, { shift, sd: 0.06, baseline: 500 }))),
    ).toBeLessThanOrEqual(most)
  })

  test('nothing is found in nothing: at most one run in ten alarms in 15,000 requests', () => {
    const alarms = seeds.filter(
      (seed) => samplesUntilAlarm(seed, { shift: 0, sd: 0.06, baseline: 500 }) <= 15_000,
    )
    expect(alarms.length).toBeLessThanOrEqual(5)
  })

  test('outputs that grow by a fifth are found within 250 requests', () => {
    expect(
      medianOf(
        seeds.map((seed) => samplesUntilAlarm(seed, { shift: 0.2, sd: 0.5, baseline: 300 })),
      ),
    ).toBeLessThanOrEqual(250)
  })
})

describe('the monitor', () => {
  const ratios: Readonly<Record<string, number>> = { en: 1, zh: 1.6 }
  const lengths: Readonly<Record<string, number>> = { chat: 200, sql: 30 }

  function setUp(seed = 9) {
    const events: DriftEvent[] = []
    const monitor = createDriftMonitor((event) => events.push(event))
    const random = seededRandom(seed)
    const see = (
      { zh, sql, factor = 1 }: { zh: number; sql: number; factor?: number },
      more: Partial<DriftSample> = {},
    ) => {
      const language = random() < zh ? 'zh' : 'en'
      const task = random() < sql ? 'sql' : 'chat'
      const reportedInput =
        1000 * (ratios[language] ?? 1) * factor * Math.exp(normal(random) * 0.06)
      monitor.see({
        provider: 'p',
        model: 'm',
        language,
        task,
        estimatedInput: 1000,
        reportedInput,
        outTokens: reportedInput * ((lengths[task] ?? 1) / 1000) * Math.exp(normal(random) * 0.5),
        textOnly: true,
        isWhole: true,
        route: 'r',
        stream: false,
        reasoning: false,
        ...more,
      })
    }
    return { events, monitor, see }
  }

  function alarmsAfterNewMix(more: Partial<DriftSample>): number {
    return Array.from({ length: 20 }, (_, seed) => {
      const { events, see } = setUp(seed + 1)
      for (let i = 0; i < 3000; i++) see({ zh: 0.1, sql: 0.1 }, more)
      const before = events.length
      for (let i = 0; i < 1500; i++) see({ zh: 0.9, sql: 0.9 }, more)
      return events.length > before
    }).filter(Boolean).length
  }

  test('a mere change of the mix of languages and tasks alarms as good as nobody; without strata it does', () => {
    expect(alarmsAfterNewMix({})).toBeLessThanOrEqual(1)
    expect(alarmsAfterNewMix({ language: 'any', task: 'any' })).toBeGreaterThanOrEqual(18)
  })

  test('five percent more tokens are found in any mix, with their size, once', () => {
    const { events, monitor, see } = setUp()
    for (let i = 0; i < 1500; i++) see({ zh: 0, sql: 0 })
    let count = 0
    while (events.length === 0 && count < 500) {
      see({ zh: 0, sql: 0, factor: 1.05 })
      count++
    }
    expect(count).toBeLessThanOrEqual(100)
    expect(events).toMatchObject([{ kind: 'tokenizer', provider: 'p', model: 'm', stratum: 'en' }])
    expect(events[0]?.size).toBeGreaterThan(0.03)
    expect(events[0]?.size).toBeLessThan(0.08)
    expect(monitor.tokenRatio('p', 'm', 'en')).toBeCloseTo(1.05, 1)
    for (let i = 0; i < 500; i++) see({ zh: 0, sql: 0, factor: 1.05 })
    expect(events.filter(({ kind }) => kind === 'tokenizer')).toHaveLength(1)
  })

  test('what was acknowledged is the new normal', () => {
    const { events, monitor, see } = setUp()
    for (let i = 0; i < 600; i++) see({ zh: 0, sql: 0 })
    for (let i = 0; i < 200; i++) see({ zh: 0, sql: 0, factor: 1.2 })
    const before = events.filter(({ kind }) => kind === 'tokenizer').length
    monitor.acknowledge('p', 'm')
    for (let i = 0; i < 2000; i++) see({ zh: 0, sql: 0, factor: 1.2 })
    expect([before, events.filter(({ kind }) => kind === 'tokenizer').length]).toEqual([1, 1])
    expect(monitor.tokenRatio('p', 'm', 'en')).toBeCloseTo(1.2, 1)
  })

  test('tells a level for each kind once its baseline is learned, and 1 again when acknowledged', () => {
    const { monitor, see } = setUp()
    const levels = () =>
      Object.fromEntries(monitor.levels().map(({ kind, ratio }) => [kind, ratio]))
    for (let i = 0; i < 300; i++) see({ zh: 0, sql: 0 })
    expect(levels()).toEqual({})
    for (let i = 0; i < 1200; i++) see({ zh: 0, sql: 0 })
    expect(levels()['tokenizer']).toBeCloseTo(1, 1)
    for (let i = 0; i < 300; i++) see({ zh: 0, sql: 0, factor: 1.5 })
    expect(levels()['tokenizer']).toBeGreaterThan(1.45)
    expect(levels()['tokenizer']).toBeLessThan(1.55)
    for (let i = 0; i < 300; i++) see({ zh: 0, sql: 0 })
    expect(levels()['tokenizer']).toBeCloseTo(1, 1)
    for (let i = 0; i < 300; i++) see({ zh: 0, sql: 0, factor: 1.5 })
    monitor.acknowledge('p', 'm')
    expect(monitor.levels()).toMatchObject([
      { kind: 'output', provider: 'p', model: 'm', ratio: 1 },
      { kind: 'tokenizer', ratio: 1 },
    ])
  })

  test('media, cut answers and empty counts teach nothing', () => {
    const { events, monitor, see } = setUp()
    for (let i = 0; i < 600; i++) see({ zh: 0, sql: 0 }, { textOnly: false, isWhole: false })
    for (let i = 0; i < 600; i++) see({ zh: 0, sql: 0 }, { reportedInput: 0 })
    expect(monitor.tokenRatio('p', 'm', 'en')).toBe(1)
    expect(events).toEqual([])
  })
})
