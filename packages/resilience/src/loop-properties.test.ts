import type { Verdict } from '@signalbox/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { textOf, toyGateway } from '../test-support/toy-gateway.ts'
import { refused, toyTarget, whole, type ToyHost } from '../test-support/toy-provider.ts'

type Turn =
  | { readonly type: 'answer' }
  | { readonly type: 'hang' }
  | {
      readonly type: 'refuse'
      readonly verdict: Verdict
      readonly retryAfterMs: number | undefined
    }

const verdicts: readonly Verdict[] = [
  'rate_limited',
  'ramp_limited',
  'overloaded',
  'quota_exhausted',
  'not_entitled',
  'billing',
  'auth_invalid',
  'blocked',
  'transient',
  'connect_failed',
  'timeout_first_token',
  'stalled',
  'truncated',
  'malformed',
  'not_found',
  'context_too_long',
  'unsupported',
  'bad_request',
  'refused',
]
const turn: fc.Arbitrary<Turn> = fc.oneof(
  fc.constant({ type: 'answer' } as const),
  fc.constant({ type: 'hang' } as const),
  fc.record({
    type: fc.constant('refuse' as const),
    verdict: fc.constantFrom(...verdicts),
    retryAfterMs: fc.option(fc.integer({ min: 1, max: 8000 }), { nil: undefined }),
  }),
)
const script = fc.record({
  turns: fc.array(fc.array(turn, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 5 }),
  groups: fc.array(fc.nat(2), { minLength: 5, maxLength: 5 }),
  maxAttempts: fc.integer({ min: 1, max: 5 }),
  timeoutMs: fc.integer({ min: 600, max: 20_000 }),
  sameOnAmbiguous: fc.boolean(),
  random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
})

describe('whatever the providers do', () => {
  test('attempts, time and limits stay within their bounds', async () => {
    await fc.assert(
      fc.asyncProperty(script, async (one) => {
        const { maxAttempts, timeoutMs, sameOnAmbiguous, random } = one
        const calls: { at: number; target: number; turn: Turn | undefined }[] = []
        const hosts: Record<string, ToyHost> = {}
        const targets = one.turns.map((turns, index) => {
          const name = `t${String(index)}`
          hosts[name] = (n) => {
            const now = turns[Math.min(n, turns.length - 1)]
            calls.push({ at: gateway.clock.now(), target: index, turn: now })
            if (now?.type === 'answer') return whole('ok')
            if (now?.type !== 'refuse') return { hang: 'head' }
            return refused(now.verdict, now.retryAfterMs)
          }
          return toyTarget(name, { quotaGroup: `g${String(one.groups[index])}` })
        })
        const gateway = toyGateway(hosts, targets, {
          retry: { maxAttempts, sameOnAmbiguous },
          random: () => random,
        })
        const { reply, context } = gateway.ask({ hints: { timeoutMs } })
        let endedAt: number | undefined
        void reply.then(() => (endedAt = gateway.clock.now()))
        await gateway.clock.advance(25_000)
        const answer = await reply

        expect(calls.length).toBeLessThanOrEqual(maxAttempts)
        expect(endedAt).toBeLessThanOrEqual(timeoutMs + 50)
        expect(context.facts.attempts).toHaveLength(calls.length)
        expect(gateway.clock.sleepers).toBe(0)
        const last = calls.at(-1)?.turn
        expect(textOf(answer) === 'ok').toBe(last?.type === 'answer')
        const pauses: number[] = []
        for (const [index, call] of calls.entries()) {
          const before = calls[index - 1]
          if (before?.turn?.type !== 'refuse') continue
          expect(['bad_request', 'refused', 'blocked']).not.toContain(before.turn.verdict)
          const isSameGroup = one.groups[before.target] === one.groups[call.target]
          if (isSameGroup && before.turn.verdict !== 'connect_failed')
            pauses.push(call.at - before.at)
        }
        expect(Math.min(1, ...pauses)).toBeGreaterThan(0)
        for (const call of calls) {
          const limit = calls.findLast(
            (other) =>
              other.at < call.at &&
              one.groups[other.target] === one.groups[call.target] &&
              other.turn?.type === 'refuse' &&
              other.turn.verdict === 'rate_limited',
          )
          if (limit?.turn?.type !== 'refuse') continue
          expect(call.at - limit.at).toBeGreaterThanOrEqual(limit.turn.retryAfterMs ?? 0)
        }
      }),
      { numRuns: 300 },
    )
  })

  test('a total outage costs at most a quarter more at 50 requests per second', async () => {
    const down: ToyHost = () => refused('truncated')
    const targets = ['a', 'b', 'c'].map((name) => toyTarget(name))
    const hosts = { a: down, b: down, c: down }
    // Circuits that never open leave the budget alone with the flood.
    const gateway = toyGateway(hosts, targets, {
      breaker: { consecutiveFailures: Infinity, failureRatio: 1 },
    })
    const requests = 50 * 30
    for (let i = 0; i < requests; i++) {
      void gateway.ask()
      await gateway.clock.advance(20)
    }
    expect(gateway.hosts.length / requests).toBeLessThanOrEqual(1.25)
    expect(gateway.hosts.length / requests).toBeGreaterThan(1.1)
    expect(gateway.events.some(({ type }) => type === 'retry-budget-exhausted')).toBe(true)
  })

  test('with circuits, an outage is hardly called at all', async () => {
    const down: ToyHost = () => refused('truncated')
    const targets = ['a', 'b'].map((name) => toyTarget(name))
    const gateway = toyGateway({ a: down, b: () => whole('ok') }, targets)
    for (let i = 0; i < 500; i++) {
      const { reply } = gateway.ask()
      await gateway.clock.advance(20)
      expect(textOf(await reply)).toBe('ok')
    }
    expect(gateway.hosts.filter((host) => host === 'a').length).toBeLessThan(20)
  })
})
