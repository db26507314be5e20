import { describe, expect, test } from 'vitest'

import { ask } from '../../test-support/fixtures.ts'
import { fleet } from '../../test-support/fleet.ts'
import type { Router } from '../router.ts'

const place = (router: Router, id: string, more = {}) =>
  router.decide(ask({ id, ...more })).ranked[0]

function serve(router: Router, id: string, target: string, more = {}): void {
  router.decide(ask({ id, ...more }))
  router.report(id, { type: 'first-token', target, ms: 500 })
  router.report(id, { type: 'end', target, ms: 900 })
}

describe('replicas on one bus', () => {
  test('a conversation that began on one stays with its target on the other', async () => {
    const { replicas, exchange, start } = fleet()
    const [one, two] = replicas
    const keys = Array.from({ length: 12 }, (_, i) => `conversation ${String(i)}`)
    const homeOf = (i: number) => (i % 2 === 0 ? 'a/x' : 'b/x')
    for (const [i, affinityKey] of keys.entries())
      serve(one, `first ${String(i)}`, homeOf(i), { affinityKey, inputTokens: 20_000 })
    await exchange()
    for (const router of [two, await newcomer()])
      for (const [i, affinityKey] of keys.entries())
        expect(
          place(router, `second ${String(i)}`, { affinityKey, inputTokens: 21_000 }),
        ).toMatchObject({ deployment: homeOf(i), flags: ['sticky'] })

    /** One that starts later asks the others. */
    async function newcomer(): Promise<Router> {
      const router = start()
      await exchange()
      return router
    }
  })

  test('errors of one set the target back on the other, and good calls restore it there', async () => {
    const { replicas, exchange, events } = fleet({ affinity: { mode: 'off' } })
    const [one, two] = replicas
    for (let i = 0; i < 40; i++) {
      one.decide(ask({ id: `r${String(i)}` }))
      const end = { target: 'a/x', ms: 500 } as const
      one.report(
        `r${String(i)}`,
        i % 10 === 0 ? { type: 'fail', verdict: 'transient', ...end } : { type: 'end', ...end },
      )
    }
    const before = two.decide(ask({ id: 'before' })).ranked.flatMap(({ flags }) => flags)
    expect(before).toEqual([])
    await exchange()
    const { ranked } = two.decide(ask({ id: 'after' }))
    expect(ranked.at(-1)).toMatchObject({ deployment: 'a/x', flags: ['demoted'] })
    expect(ranked.at(-1)?.estimate.pError).toBeGreaterThan(0.05)
    expect(events.filter(({ type }) => type === 'router.demoted')).toHaveLength(2)
    for (let second = 0; second < 130; second++) {
      for (let i = 0; i < 2; i++) serve(one, `good ${String(second)} ${String(i)}`, 'a/x')
      await exchange()
    }
    expect(place(two, 'restored')?.flags).toEqual([])
  })

  test('what one waited for, the other expects, for prompts of that size', async () => {
    const { replicas, exchange } = fleet()
    const [one, two] = replicas
    for (let i = 0; i < 50; i++) {
      one.decide(ask({ id: `r${String(i)}`, inputTokens: 500 }))
      one.report(`r${String(i)}`, { type: 'first-token', target: 'a/x', ms: 4000 })
    }
    await exchange()
    const slow = two.decide(ask({ id: 'x', inputTokens: 500 })).ranked.at(-1)
    expect(slow?.deployment).toBe('a/x')
    expect(slow?.estimate.ttftMs).toBeCloseTo(4000, 0)
  })

  test('a call that hangs at one is late at the other, until nobody waits any more', async () => {
    const { clock, replicas, exchange } = fleet()
    const [one, two] = replicas
    for (let i = 0; i < 50; i++) serve(one, `r${String(i)}`, 'a/x')
    one.decide(ask({ id: 'hangs' }))
    one.report('hangs', { type: 'start', target: 'a/x' })
    clock.time += 8000
    await exchange()
    const expected = () =>
      two.decide(ask({ id: 'x' })).ranked.find(({ deployment }) => deployment === 'a/x')?.estimate
        .ttftMs
    expect(expected()).toBeGreaterThan(5000)
    one.report('hangs', { type: 'cancel', target: 'a/x', ms: 9000 })
    for (let i = 0; i < 3; i++) await exchange()
    expect(expected()).toBeLessThan(1000)
  })

  test('without the bus each goes on alone, and it is told once when it goes and comes', async () => {
    const { replicas, exchange, bus, events } = fleet()
    const [one] = replicas
    bus.isDown = true
    for (let i = 0; i < 3; i++) {
      serve(one, `r${String(i)}`, 'a/x', { affinityKey: 'k' })
      await exchange()
    }
    expect(place(one, 'again', { affinityKey: 'k' })?.deployment).toBe('a/x')
    bus.isDown = false
    serve(one, 'last', 'a/x')
    await exchange()
    expect(events.filter(({ type }) => type === 'router.exchange')).toEqual([
      { type: 'router.exchange', works: false },
      { type: 'router.exchange', works: true },
    ])
  })

  test('messages are small enough for any bus, and what is no news is ignored', async () => {
    const { replicas, exchange, bus } = fleet()
    const [one, two] = replicas
    for (let i = 0; i < 1000; i++)
      serve(one, `r${String(i)}`, 'b/x', {
        affinityKey: `a conversation with a long name ${String(i)}`,
      })
    await exchange()
    const sizes = bus.sent.map((message) => JSON.stringify(message).length)
    expect(Math.max(...sizes)).toBeLessThan(7000)
    expect(place(two, 'x', { affinityKey: 'a conversation with a long name 999' })?.flags).toEqual([
      'sticky',
    ])
    await bus.publish('', { from: 'somebody', targets: [{ id: 'a/x', calls: [-5, 'many'] }] })
    await bus.publish('', { from: 'somebody', homes: 'everywhere' })
    expect(place(two, 'y')?.estimate.pError).toBeLessThan(0.01)
    one.close()
    two.close()
  })
})
