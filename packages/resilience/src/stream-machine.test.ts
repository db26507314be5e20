import { GatewayError, type Outcome, type StreamEvent } from '@signalbox/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { eventsOf, toyGateway } from '../test-support/toy-gateway.ts'
import { refused, streamed, toyTarget, type ToyHost } from '../test-support/toy-provider.ts'

/** How one host behaves; every text names its host, so that a leak shows. */
interface Host {
  readonly texts: number
  readonly pauses: readonly number[]
  readonly end: 'done' | 'cut' | 'error' | 'hang' | 'refuse' | 'silent'
}

const host: fc.Arbitrary<Host> = fc.record({
  texts: fc.nat(3),
  pauses: fc.array(fc.nat(3000), { minLength: 4, maxLength: 4 }),
  end: fc.constantFrom('done', 'cut', 'error', 'hang', 'refuse', 'silent'),
})
const run = fc.record({
  hosts: fc.array(host, { minLength: 1, maxLength: 4 }),
  isHedged: fc.boolean(),
  leaveAt: fc.option(fc.integer({ min: 0, max: 12_000 }), { nil: undefined }),
})

function replyOf(name: string, { texts, pauses, end }: Host): ReturnType<ToyHost> {
  if (end === 'refuse') return refused('overloaded')
  if (end === 'silent') return { hang: 'head' }
  const steps = Array.from({ length: texts }, (_, i) => [
    { waitMs: pauses[i] ?? 0 },
    `${name}${String(i)} `,
  ])
  return streamed(steps.flat(), end)
}

/** Hosts whose content is in a stream, in order. */
function tellers(events: readonly StreamEvent[]): string[] {
  const words = events.flatMap((event) => (event.type === 'part-delta' ? [event.text] : []))
  return [...new Set(words.map((word) => word.slice(0, 1)))]
}

describe('the stream machine', () => {
  test('commits once, leaks nothing, invents no end and settles every attempt once', async () => {
    await fc.assert(
      fc.asyncProperty(run, async ({ hosts, isHedged, leaveAt }) => {
        const names = ['a', 'b', 'c', 'd'].slice(0, hosts.length)
        const settled: [string | undefined, Outcome][] = []
        const table = Object.fromEntries(
          names.map((name, i): [string, ToyHost] => [
            name,
            () => replyOf(name, hosts[i] ?? { texts: 0, pauses: [], end: 'done' }),
          ]),
        )
        const gateway = toyGateway(
          table,
          names.map((name) => toyTarget(name)),
          {
            hedge: { enabled: isHedged },
            retry: { maxAttempts: 4 },
            inner: [
              async (context, next) => {
                context.defer((outcome) => void settled.push([context.target?.id, outcome]))
                await next()
              },
            ],
          },
        )
        const { reply, context, leave } = gateway.ask({
          stream: true,
          hints: { timeoutMs: 60_000 },
        })
        const left = new GatewayError('cancelled', 'left', { origin: 'client' })
        if (leaveAt !== undefined) void gateway.clock.sleep(leaveAt).then(() => leave(left))
        const told = reply.then((answer) =>
          answer instanceof Error ? undefined : eventsOf(answer),
        )
        await gateway.clock.advance(120_000)
        const answer = await told

        const attempts = gateway.hosts.length
        expect(settled).toHaveLength(attempts)
        expect(context.facts.attempts).toHaveLength(attempts)
        expect(gateway.clock.sleepers).toBe(0)
        expect(attempts).toBeLessThanOrEqual(4)
        const oks = settled.filter(([, { status }]) => status === 'ok')
        const events = answer ?? []
        const [winner = context.target?.id, ...losers] = tellers(events)
        const ends = events.filter(({ type }) => type === 'finish' || type === 'error')
        const isWhole = ends[0]?.type === 'finish'
        const canEnd = hosts[names.indexOf(winner ?? '')]?.end === 'done'
        expect(losers).toEqual([])
        expect(winner).toBe(context.target?.id)
        expect(events.filter(({ type }) => type === 'start')).toHaveLength(
          answer === undefined ? 0 : 1,
        )
        expect(ends).toHaveLength(answer === undefined ? 0 : 1)
        expect(isWhole).toBe(answer !== undefined && canEnd && (isWhole || leaveAt === undefined))
        expect(oks.map(([id]) => id)).toEqual(isWhole ? [winner] : [])
      }),
      { numRuns: 300 },
    )
  })
})
