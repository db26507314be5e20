import { describe, expect, test } from 'vitest'

import { seededRandom } from '../../test-support/seeded-random.ts'
import { createDriftMonitor, type DriftEvent } from './drift-monitor.ts'
import { createModelNames } from './model-names.ts'
import { ShareCusum } from './share-cusum.ts'

const seeds = Array.from({ length: 41 }, (_, i) => i + 1)

function samplesUntilAlarm(seed: number, usual: number, risen: number, most: number): number {
  const random = seededRandom(seed)
  const cusum = new ShareCusum(300)
  for (let i = 0; i < 2000; i++) cusum.add(Number(random() < usual))
  for (let i = 1; i <= most; i++) if (cusum.add(Number(random() < risen)) !== undefined) return i
  return Infinity
}

describe('a share of events', () => {
  test.each([
    [0, 0.05, 200],
    [0.01, 0.05, 450],
    [0.1, 0.3, 150],
  ])('that rises from %d to %d is found within %d samples in the median', (usual, risen, most) => {
    const found = seeds.map((seed) => samplesUntilAlarm(seed, usual, risen, 5000))
    expect(found.toSorted((a, b) => a - b)[20]).toBeLessThanOrEqual(most)
  })

  test.each([0, 0.01, 0.1])('of %d that stays alarms in at most 5 %% of runs', (share) => {
    const wrong = seeds.filter((seed) => samplesUntilAlarm(seed, share, share, 15_000) < Infinity)
    expect(wrong.length).toBeLessThanOrEqual(2)
  })

  test('that was acknowledged is the usual one from then on', () => {
    const cusum = new ShareCusum(100)
    for (let i = 0; i < 100; i++) cusum.add(0)
    for (let i = 0; i < 50; i++) cusum.add(1)
    expect(cusum.shift?.size).toBeGreaterThan(0.9)
    cusum.acknowledge()
    for (let i = 0; i < 1000; i++) cusum.add(i % 2)
    expect(cusum.shift).toBeUndefined()
  })
})

test('refusals and cuts of a model are told by stratum, and rescale nothing', () => {
  const events: DriftEvent[] = []
  const monitor = createDriftMonitor((event) => events.push(event))
  const see = (task: string, finish: 'stop' | 'refusal' | 'length') => {
    monitor.see({
      provider: 'p',
      model: 'm',
      language: 'en',
      task,
      estimatedInput: 100,
      reportedInput: 100,
      outTokens: 100,
      textOnly: true,
      isWhole: finish === 'stop',
      finish,
      route: 'r',
      stream: false,
      reasoning: false,
    })
  }
  for (let i = 0; i < 600; i++) for (const task of ['law', 'code']) see(task, 'stop')
  for (let i = 0; i < 100; i++) see('law', i % 4 === 0 ? 'refusal' : 'stop')
  for (let i = 0; i < 100; i++) see('code', i % 4 === 0 ? 'length' : 'stop')
  expect(events).toMatchObject([
    { kind: 'refusal', provider: 'p', model: 'm', stratum: 'law whole plain' },
    { kind: 'cut', stratum: 'code whole plain' },
  ])
  expect(events[0]?.size).toBeCloseTo(0.25, 0)
  expect(monitor.tokenRatio('p', 'm', 'en')).toBe(1)
})

test('another model behind a name is told once', () => {
  const told: object[] = []
  const names = createModelNames((renamed) => told.push(renamed))
  for (const name of ['m-1', 'm-1', 'm-2', 'm-1', 'm-2', 'm-3']) names.see('p', 'm', name)
  names.see('p', 'other', 'm-2')
  expect(told).toEqual([
    { provider: 'p', model: 'm', from: 'm-1', to: 'm-2' },
    { provider: 'p', model: 'm', from: 'm-2', to: 'm-3' },
  ])
})
