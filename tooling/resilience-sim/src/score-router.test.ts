import {
  createContext,
  GatewayError,
  pipeline,
  type CircuitState,
  type HealthView,
  type Target,
} from '@signalbox/core'
import { expect, test } from 'vitest'

import { scoreRouter } from './score-router.ts'
import { seededRandom } from './seeded-random.ts'
import { VirtualTime } from './virtual-time.ts'

const targets = ['a', 'b', 'c'].map((id): Target => ({ id, provider: id, model: 'm' }))

/** How often each target came first in 1,000 requests, answered after the given seconds. */
async function firsts(options: {
  seconds: Readonly<Record<string, number>>
  failing?: string
  states?: Readonly<Record<string, CircuitState>>
  empty?: string
}) {
  const time = new VirtualTime(0)
  const health: HealthView = {
    circuit: (id) => ({ state: options.states?.[id] ?? 'healthy' }),
    bucket: (id) => ({ requests: id === options.empty ? 0 : 9, tokens: 9, share: 1 }),
    concurrency: () => ({ inflight: 0, limit: 9 }),
  }
  const router = scoreRouter({ clock: time.clock, random: seededRandom(1), targets, health })
  const counts: Record<string, number> = { a: 0, b: 0, c: 0 }
  const serve = pipeline(
    router.rank,
    (context, next) => next(context.fork({ target: context.candidates[0] })),
    router.watch,
    async (context) => {
      const id = context.target?.id ?? ''
      counts[id] = (counts[id] ?? 0) + 1
      await time.clock.sleep((options.seconds[id] ?? 0) * 1000)
      if (id === options.failing)
        throw new GatewayError('upstream_error', 'no', { origin: 'provider', verdict: 'transient' })
      context.response = { type: 'completion', completion: { id, model: 'm', candidates: [] } }
    },
  )
  const request = { operation: 'chat', model: 'm', messages: [], stream: true } as const
  for (let i = 0; i < 1000; i++)
    time.at(i * 100, () => {
      const context = createContext({ request, clock: time.clock })
      context.candidates = targets
      serve(context).catch(() => undefined)
    })
  await time.play(() => false)
  return counts as { a: number; b: number; c: number }
}

test('equal targets share the traffic', async () => {
  const { a, b, c } = await firsts({ seconds: { a: 0.5, b: 0.5, c: 0.5 } })
  for (const count of [a, b, c]) expect(count).toBeGreaterThan(200)
})

test('a slow one and a failing one get little', async () => {
  const { a, b, c } = await firsts({ seconds: { a: 4, b: 0.1, c: 0.5 }, failing: 'b' })
  expect(a).toBeLessThan(60)
  expect(b).toBeLessThan(60)
  expect(c).toBeGreaterThan(880)
})

test('an open circuit and an empty bucket get nothing', async () => {
  const { a, b, c } = await firsts({ seconds: {}, states: { a: 'open' }, empty: 'b' })
  expect([a, b, c]).toEqual([0, 0, 1000])
})
