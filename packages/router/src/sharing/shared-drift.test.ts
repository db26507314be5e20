import { describe, expect, test } from 'vitest'

import { ask } from '../../test-support/fixtures.ts'
import { fleet } from '../../test-support/fleet.ts'
import { seededRandom } from '../../test-support/seeded-random.ts'
import type { Router } from '../router.ts'

/** One answer, whose prompt counts `factor` times as many tokens as it should. */
function answer(router: Router, id: string, factor: number, random: () => number): void {
  const noise = 1 + 0.05 * (random() - 0.5)
  router.decide(ask({ id, text: 'a text', meta: { language: 'en' }, inputTokens: 1000 }))
  router.report(id, {
    type: 'end',
    target: 'a/x',
    ms: 10,
    usage: {
      input: {
        uncached: Math.round(1000 * factor * noise),
        cacheRead: 0,
        cacheWrite5m: 0,
        cacheWrite1h: 0,
        cacheWriteOther: 0,
        toolUse: 0,
      },
      output: { text: 100, reasoning: 0 },
    },
  })
}

/** Requests that three replicas share until one of them tells of a drift. */
async function run(factorAt: (i: number) => number, most: number) {
  const made = fleet()
  const routers = [...made.replicas, made.start()]
  const random = seededRandom(9)
  const drifts = () => made.events.filter(({ type }) => type === 'router.drift')
  let i = 0
  while (i < most && drifts().length === 0) {
    const router = routers[i % 3]
    if (router !== undefined) answer(router, `r${String(i)}`, factorAt(i), random)
    if (i++ % 15 === 0) await made.exchange()
  }
  return { ...made, routers, drifts, requests: i }
}

describe('drift at three replicas', () => {
  test('of 5 % more tokens is found in 100 requests of all of them, and not told again', async () => {
    const { requests, drifts, exchange, routers } = await run((i) => (i < 600 ? 1 : 1.05), 2000)
    expect(requests).toBeGreaterThan(600)
    expect(requests).toBeLessThanOrEqual(700)
    await exchange()
    // Others may have seen it in the same second.
    const told = drifts().length
    expect(told).toBeLessThanOrEqual(3)
    for (let i = 0; i < 30; i++)
      for (const router of routers) answer(router, `late ${String(i)}`, 1.05, () => 0.5)
    await exchange()
    expect(drifts()).toHaveLength(told)
    expect(drifts()[0]).toMatchObject({ kind: 'tokenizer', provider: 'a', model: 'x' })
  })

  test('is none while nothing changes', async () => {
    expect((await run(() => 1, 1500)).drifts()).toEqual([])
  })

  test('is measured by a newcomer against what the others learned, until one acknowledges it', async () => {
    const { start, exchange, drifts, routers } = await run(() => 1, 600)
    const later = start()
    await exchange()
    for (let i = 0; i < 100; i++) answer(later, `n${String(i)}`, 1.05, () => 0.5)
    expect(drifts()).toHaveLength(1)
    await exchange()
    const ratioAt = (router: Router | undefined) =>
      router?.drift().find(({ kind }) => kind === 'tokenizer')?.ratio
    expect(ratioAt(routers[0])).toBeGreaterThan(1.02)
    later.acknowledgeDrift('a', 'x')
    await exchange()
    expect(ratioAt(routers[0])).toBe(1)
  })
})
