import { memoryStore, type KvStore, type Target } from '@signalbox/core'
import { createRouter, type Router } from '@signalbox/router'
import { afterEach, expect, test, vi } from 'vitest'

import { keepExperiments, type ExperimentKeeper } from './keep-experiments.ts'

let keepers: ExperimentKeeper[] = []
afterEach(() => {
  for (const keeper of keepers) keeper.stop()
  keepers = []
})

const hourMs = 3_600_000
const targets: readonly Target[] = ['old', 'new'].map((model) => ({
  id: `lab/${model}`,
  provider: 'lab',
  model,
}))
const experiment = {
  id: 'canary',
  unit: 'request',
  arms: { new: { p: 0.4, rampSeconds: 7200, targets: { m: ['lab/new'] } } },
} as const
const file = {
  targets,
  models: { m: { targets: ['lab/old'] } },
  policies: {
    default: {
      prices: { unknown: 'allow' },
      choice: { mode: 'argmin', explore: 0 },
      experiments: [experiment],
    },
  },
} as const

/** A router whose experiments are kept in `store`, and an hour of the calendar. */
function start(store: KvStore, hour: number, more: object = file) {
  const lines: string[] = []
  const say = (line: string) => void lines.push(line)
  const logger = { debug: say, info: say, warn: say, error: say }
  const clock = { now: () => hour * hourMs, wall: () => hour * hourMs, sleep: async () => {} }
  const router = createRouter({ clock, ...more })
  const keeper = keepExperiments({ router, store, logger, wall: clock.wall })
  keepers.push(keeper)
  return { router, keeper, lines }
}

function serve(router: Router, count: number, fails: boolean): void {
  for (let i = 0; i < count; i++) {
    const id = `r${String(i)}`
    const [first] = router.decide({ id, kind: 'chat', model: 'm', inputTokens: 10 }).targets
    const target = first?.id ?? ''
    if (fails && target === 'lab/new')
      router.report(id, { type: 'fail', target, ms: 1, verdict: 'transient' })
    router.report(id, { type: 'end', target, ms: 1 })
  }
}
const arm = (router: Router) => router.experiments()[0]?.arms[0]

test('an experiment goes on after a restart, with its ramp and what it has shown', async () => {
  const store = memoryStore()
  const one = start(store, 0)
  serve(one.router, 50, false)
  one.keeper.keep()
  await vi.waitFor(async () => expect(await store.get('router.experiments')).toBeDefined())
  const two = start(store, 1)
  await vi.waitFor(() => expect(arm(two.router)?.share).toBeCloseTo(0.2, 5))
  expect(arm(two.router)?.units).toBe(arm(one.router)?.units)
})

test('what was rolled back stays so, also where the policy comes later than the start', async () => {
  const store = memoryStore()
  const one = start(store, 1)
  one.router.resume(one.router.standing().map((each) => ({ ...each, ageMs: 2 * hourMs })))
  serve(one.router, 100, true)
  expect(arm(one.router)?.state).toBe('rolled-back')
  one.keeper.keep()
  await vi.waitFor(async () => expect(await store.get('router.experiments')).toBeDefined())
  const two = start(store, 2, { targets, models: file.models, policies: {} })
  two.router.setPolicy(file)
  expect(arm(two.router)?.state).toBe('running')
  two.keeper.keep()
  await vi.waitFor(() => expect(arm(two.router)).toMatchObject({ state: 'rolled-back', share: 0 }))
})

test('a store that is away, or has something else, is told of once and stops nothing', async () => {
  const away = { ...memoryStore(), get: () => Promise.reject(new Error('away')) }
  const { router, keeper, lines } = start(away, 0)
  keeper.keep()
  keeper.keep()
  await vi.waitFor(() => expect(lines).toEqual(['where experiments stand is not kept now']))
  serve(router, 10, false)
  expect(arm(router)?.state).toBe('running')
  const odd = memoryStore()
  await odd.set('router.experiments', new TextEncoder().encode('{"standing":[{"key":1}]}'), 1e6)
  const other = start(odd, 0)
  await vi.waitFor(() => expect(other.lines).toHaveLength(1))
})
