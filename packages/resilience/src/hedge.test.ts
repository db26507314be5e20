import { virtualClock } from '@signalbox/testing'
import { describe, expect, test } from 'vitest'

import { eventsOf, toyGateway } from '../test-support/toy-gateway.ts'
import { refused, streamed, toyTarget, type ToyHost } from '../test-support/toy-provider.ts'
import { createHedger, race } from './hedge.ts'

const [a, b] = [toyTarget('a'), toyTarget('b')]
const after =
  (waitMs: number, text: string): ToyHost =>
  () =>
    streamed([{ waitMs }, text])
const hedge = { enabled: true }

async function told(gateway: ReturnType<typeof toyGateway>, ms: number) {
  const { reply, context } = gateway.ask({ stream: true })
  await gateway.clock.advance(ms)
  const events = await eventsOf(await reply)
  await gateway.clock.advance(0)
  const texts = events.flatMap((event) => (event.type === 'part-delta' ? [event.text] : []))
  return { texts, context }
}

describe('hedging', () => {
  test('is off by default', async () => {
    const gateway = toyGateway({ a: after(6000, 'a'), b: after(0, 'b') }, [a, b])
    expect((await told(gateway, 6000)).texts).toEqual(['a'])
    expect(gateway.hosts).toEqual(['a'])
  })

  test('sends a copy when the first token is late; the first content wins alone', async () => {
    const gateway = toyGateway({ a: after(9000, 'a'), b: after(100, 'b') }, [a, b], { hedge })
    const { texts, context } = await told(gateway, 4100)
    expect(texts).toEqual(['b'])
    expect(context.target?.id).toBe('b')
    expect([...gateway.aborted().keys()]).toEqual([0])
    expect(context.facts.attempts).toMatchObject([
      { target: a, outcome: { status: 'cancelled' } },
      { target: b, outcome: { status: 'ok' } },
    ])
    expect(gateway.events).toMatchObject([{ type: 'hedged', target: 'b' }])
    await gateway.clock.advance(1000)
    expect(gateway.clock.sleepers).toBe(1)
  })

  test('keeps the first attempt when it wins after all', async () => {
    const gateway = toyGateway({ a: after(5000, 'a'), b: after(3000, 'b') }, [a, b], { hedge })
    const { texts, context } = await told(gateway, 5000)
    expect(texts).toEqual(['a'])
    expect([...gateway.aborted().keys()]).toEqual([1])
    expect(context.facts.attempts).toMatchObject([
      { target: a, outcome: { status: 'ok' } },
      { target: b, outcome: { status: 'cancelled' } },
    ])
  })

  test('waits for the other when one of both fails', async () => {
    const gateway = toyGateway({ a: after(6000, 'a'), b: () => refused('overloaded') }, [a, b], {
      hedge,
    })
    expect((await told(gateway, 6000)).texts).toEqual(['a'])
    expect(gateway.hosts).toEqual(['a', 'b'])
  })

  test('counts as an attempt, and goes on when both fail', async () => {
    const late: ToyHost = () => ({ ...streamed([{ waitMs: 5000 }], 'error') })
    const hosts = { a: late, b: late, c: after(0, 'c') }
    const gateway = toyGateway(hosts, [a, b, toyTarget('c')], { hedge, retry: { maxAttempts: 3 } })
    expect((await told(gateway, 12_000)).texts).toEqual(['c'])
    expect(gateway.hosts).toEqual(['a', 'b', 'c'])
    const two = toyGateway(hosts, [a, b, toyTarget('c')], { hedge, retry: { maxAttempts: 1 } })
    const { reply } = two.ask({ stream: true })
    await two.clock.advance(12_000)
    expect(await reply).toMatchObject({ kind: 'overloaded' })
    expect(two.hosts).toEqual(['a'])
  })

  test('copies nothing that has state, tools of the provider, or one quota group only', async () => {
    const hosts = { a: after(6000, 'a'), b: after(0, 'b') }
    const gateway = toyGateway(hosts, [a, b], { hedge })
    for (const request of [
      { state: { store: true } },
      { tools: [{ type: 'server', wire: 'toy', tool: 't', value: {} }] as const },
    ]) {
      const { reply } = gateway.ask({ stream: true, ...request })
      await gateway.clock.advance(6000)
      await eventsOf(await reply)
    }
    expect(gateway.hosts).toEqual(['a', 'a'])
    const group = [toyTarget('a', { quotaGroup: 'q' }), toyTarget('b', { quotaGroup: 'q' })]
    const one = toyGateway(hosts, group, { hedge })
    await told(one, 6000)
    expect(one.hosts).toEqual(['a'])
  })
})

test('of two answers in one moment one wins, and only the other is stopped', async () => {
  const stopped: string[] = []
  const clock = virtualClock()
  const runner = (name: string) => ({
    target: toyTarget(name),
    answer: clock.sleep(1000).then(() => name),
    stop: () => void stopped.push(name),
  })
  const second = runner('b')
  const won = race(runner('a'), { clock, delayMs: 500, second: () => second })
  await clock.advance(1000)
  expect(await won).toBe('b')
  expect(stopped).toEqual(['a'])
})

describe('a hedger', () => {
  const setup = (p95: number, options = {}) => {
    const clock = virtualClock()
    return { clock, hedger: createHedger({ enabled: true, ...options }, clock, () => p95) }
  }

  test('waits for the usual p95, within its bounds', () => {
    expect([0, 100, 2000, 9000].map((p95) => setup(p95).hedger.delayMs())).toEqual([
      4000, 500, 2000, 4000,
    ])
  })

  test('copies one request in twenty', () => {
    const { hedger } = setup(1000)
    let copies = 0
    for (let i = 0; i < 4000; i++) {
      hedger.delayMs()
      if (i % 15 === 0 && hedger.allow()) copies++
    }
    expect(copies).toBeGreaterThan(180)
    expect(copies).toBeLessThanOrEqual(201)
  })

  test('stops when all is slow, and starts again when it is over', async () => {
    const { hedger, clock } = setup(1000)
    for (let i = 0; i < 100; i++) hedger.delayMs()
    const allowed = Array.from({ length: 30 }, () => hedger.allow()).filter(Boolean).length
    expect(allowed).toBeLessThanOrEqual(10)
    expect(hedger.allow()).toBe(false)
    await clock.advance(20_000)
    for (let i = 0; i < 100; i++) hedger.delayMs()
    expect(hedger.allow()).toBe(true)
  })

  test('sends none while the gateway sheds load', () => {
    const { hedger } = setup(1000, { suspended: () => true })
    hedger.delayMs()
    expect(hedger.allow()).toBe(false)
  })
})
