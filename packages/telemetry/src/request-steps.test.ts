import { SpanKind, SpanStatusCode } from '@opentelemetry/api'
import { GatewayError, type Middleware } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { harness, type Harness } from '../test-support/harness.ts'
import type { StepName } from './request-record.ts'
import { timed } from './request-steps.ts'

/** A step that takes so long before it hands on. */
function slow({ clock }: Harness, name: StepName, ms: number): Middleware {
  return timed(name, async (_, next) => {
    if (ms > 0) await clock.advance(ms)
    await next()
  })
}

const spansOf = ({ spans }: Harness) => spans.getFinishedSpans()
const names = (own: Harness) => spansOf(own).map(({ name }) => name)
const decision = {
  policy: 'cheap',
  ranked: [{ deployment: 'a/m', utility: -0.2, terms: { cost: -0.1 } }],
  excluded: [],
}

describe('what a request passes before its calls', () => {
  test('is a span where it took a millisecond, in its place in time, and nothing where it did not', async () => {
    const own = harness()
    await own.ask({
      through: [slow(own, 'auth', 3), slow(own, 'cache', 0), slow(own, 'route', 5)],
      steps: [{ ms: 20 }],
    })
    expect(names(own)).toEqual([
      'chat m1',
      'signalbox.auth',
      'signalbox.route',
      'POST /v1/chat/completions',
    ])
    const [call, auth, route, server] = spansOf(own)
    for (const step of [auth, route]) {
      expect(step?.kind).toBe(SpanKind.INTERNAL)
      expect(step?.parentSpanContext?.spanId).toBe(server?.spanContext().spanId)
    }
    expect(auth?.duration).toEqual([0, 3_000_000])
    expect(route?.startTime).toEqual(auth?.endTime)
    expect(call?.startTime).toEqual(route?.endTime)
    expect(own.records[0]?.steps).toEqual([
      { name: 'auth', startMs: 0, us: 3000 },
      { name: 'cache', startMs: 3, us: 0 },
      { name: 'route', startMs: 3, us: 5000 },
    ])
  })

  test('is a failed span where it ended the request, however fast', async () => {
    const own = harness()
    const door = timed('auth', async () => {
      await Promise.resolve()
      throw new GatewayError('authentication', 'No.', { origin: 'client' })
    })
    await own.ask({ through: [door, slow(own, 'route', 0)] })
    expect(names(own)).toEqual(['signalbox.auth', 'POST /v1/chat/completions'])
    expect(spansOf(own)[0]?.status.code).toBe(SpanStatusCode.ERROR)
    expect(own.records[0]).toMatchObject({ status: 401, steps: [{ name: 'auth', failed: true }] })
  })

  test('has not failed where a call behind it did', async () => {
    const own = harness()
    await own.ask({
      through: [slow(own, 'auth', 2)],
      steps: [],
      error: new GatewayError('upstream_error', 'broken'),
    })
    expect(spansOf(own)[0]?.status.code).toBe(SpanStatusCode.UNSET)
    expect(own.records[0]?.steps).toEqual([{ name: 'auth', startMs: 0, us: 2000 }])
  })

  test('tells a slow lookup in the cache with what it found, also where it answered', async () => {
    const own = harness()
    await own.ask({
      through: [
        timed('cache', async (context) => {
          await own.clock.advance(4)
          context.facts.cache = { kind: 'exact', result: 'hit', savedNanoUsd: 7n }
          context.response = {
            type: 'completion',
            completion: { id: 'c', model: 'm', usage: undefined, candidates: [] },
          }
        }),
      ],
    })
    expect(names(own)).toEqual(['signalbox.cache.lookup', 'POST /v1/chat/completions'])
    expect(spansOf(own)[0]?.attributes).toEqual({
      'signalbox.cache': 'hit',
      'signalbox.cache.kind': 'exact',
    })
    expect(spansOf(own)[0]?.status.code).toBe(SpanStatusCode.UNSET)
  })

  test('tells every candidate where the decision took long, with how it was made', async () => {
    const own = harness({ traces: { decision: () => decision } })
    await own.ask({
      before({ facts }) {
        Object.assign(facts, { decisionId: 'd-1', route: 'fast', strategy: 'cheap' })
      },
      through: [slow(own, 'route', 2)],
    })
    const route = spansOf(own).find(({ name }) => name === 'signalbox.route')
    expect(route?.attributes).toEqual({
      'signalbox.route': 'fast',
      'signalbox.route.strategy': 'cheap',
      'signalbox.route.decision_id': 'd-1',
      'signalbox.route.policy': 'cheap',
    })
    expect(route?.events).toHaveLength(1)
    expect(spansOf(own).at(-1)?.events).toEqual([])
  })

  test('lays rules on the prompt where they ran', async () => {
    const own = harness()
    await own.ask({
      before({ facts }) {
        facts.guards = [
          { name: 'pii', stage: 'input', action: 'redact', us: 4000 },
          { name: 'injection', stage: 'input', action: 'pass', us: 4000 },
        ]
      },
      through: [slow(own, 'auth', 2), slow(own, 'guardrail', 4)],
    })
    const [, auth, pii, injection] = spansOf(own)
    expect([pii?.name, injection?.name]).toEqual([
      'signalbox.guardrail pii',
      'signalbox.guardrail injection',
    ])
    for (const guard of [pii, injection]) expect(guard?.startTime).toEqual(auth?.endTime)
  })

  test('makes eight spans at most, those that blocked first', async () => {
    const own = harness()
    const passing = { stage: 'input', action: 'pass', us: 1500 }
    const guards = [1, 2, 3, 4, 5, 6].map((n) => ({ name: `r${String(n)}`, ...passing }))
    await own.ask({
      before({ facts }) {
        facts.guards = [...guards, { ...passing, name: 'last', action: 'block', us: 10 }]
      },
      through: [slow(own, 'auth', 2), slow(own, 'cache', 2), slow(own, 'route', 2)],
    })
    expect(names(own)).toHaveLength(8)
    expect(names(own)).toContain('signalbox.guardrail last')
  })
})
