import { expect, test } from 'vitest'

import { ask, catalogOf, handClock, healthOf } from '../test-support/fixtures.ts'
import { loggedStateOf, loggedStateSchema } from './logged-state.ts'
import { createRouter } from './router.ts'

const rates = { input: 1, output: 4, cacheRead: 0.1 }
const catalog = catalogOf({ 'a/x': rates, 'b/x': rates, 'c/x': rates })
const policy = { choice: { mode: 'argmin', explore: 0 } } as const

/** A router that has learnt that `a` is slow, `b` is at home and fails, and `c` is open. */
function experienced() {
  const clock = handClock()
  const health = healthOf({ 'c/x': { state: 'open' } })
  const router = createRouter({ catalog, clock, policy, health })
  for (let i = 0; i < 60; i++) {
    router.decide(ask({ id: `r${String(i)}` }))
    router.report(`r${String(i)}`, { type: 'first-token', target: 'a/x', ms: 3000 })
    const verdict = 'transient'
    router.report(`r${String(i)}`, { type: 'fail', target: 'b/x', ms: 100, verdict })
  }
  const conversation = ask({ id: 'home', affinityKey: 'k', inputTokens: 50_000 })
  router.decide(conversation)
  router.report('home', { type: 'end', target: 'b/x', ms: 900 })
  return { router, conversation: { ...conversation, id: 'logged' } }
}

test('a decision is made again as it was, by a router that knows nothing but its log', () => {
  const { router, conversation } = experienced()
  const decision = router.decide(conversation)
  const text = JSON.stringify(loggedStateOf(decision))
  const state = loggedStateSchema.parse(JSON.parse(text))
  expect(state).toMatchObject({
    'b/x': { demoted: true, cachedTokens: 50_000 },
    'c/x': { circuit: 'open' },
  })
  const fresh = createRouter({ catalog, clock: handClock(), policy })
  const again = fresh.simulate(conversation, undefined, { state })
  const told = ({ ranked, excluded }: typeof again) => ({
    ranked: ranked.map(({ deployment, estimate, flags }) => ({ deployment, estimate, flags })),
    excluded: excluded.map(({ deployment, reason }) => ({ deployment, reason })),
  })
  expect(told(again)).toEqual(told(decision))
  expect(told(fresh.simulate(conversation))).not.toEqual(told(decision))
})

test('the length that an answer had is the length that is paid for', () => {
  const { router } = experienced()
  const usdOf = (outTokens: number) =>
    router.simulate(ask(), undefined, { state: {}, outTokens }).ranked[0]?.estimate.usd ?? NaN
  expect(usdOf(2000) - usdOf(1000)).toBeCloseTo(0.004, 9)
})
