import { GatewayError, type ErrorDetails, type Target, type Verdict } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { toyTarget } from '../test-support/toy-provider.ts'
import { createTargetOrder, type MoveRules } from './target-order.ts'

const [a, b, c] = [toyTarget('a'), toyTarget('b'), toyTarget('c')]
const grouped = (name: string) => toyTarget(name, { quotaGroup: 'q' })

function orderOf(targets: readonly Target[], rules: MoveRules = {}) {
  let now = 1000
  const order = createTargetOrder(targets, {
    ...rules,
    replaySafe: true,
    random: () => 0,
    now: () => now,
    wall: () => now,
  })
  const fail = (target: Target, verdict: Verdict, details: Partial<ErrorDetails> = {}) => {
    order.take(target)
    const provider = { origin: 'provider', scope: 'target', verdict } as const
    order.failed(target, new GatewayError('upstream_error', 'no', { ...provider, ...details }))
  }
  const next = () => {
    const step = order.next()
    return step === undefined ? undefined : [step.target.id, step.waitMs]
  }
  return { order, fail, next, pass: (ms: number) => (now += ms) }
}

describe('the order of targets', () => {
  test('leaves a group alone whose quota is used up', () => {
    const { fail, next, order } = orderOf([grouped('a'), grouped('b'), c])
    fail(grouped('a'), 'quota_exhausted')
    expect(next()).toEqual(['c', 0])
    expect(order.left()).toEqual([c])
    order.take(c)
    expect(next()).toBeUndefined()
  })

  test('gives a limited group its time, sibling or not, and then its turn', () => {
    const { fail, next, pass } = orderOf([grouped('a'), grouped('b')])
    fail(grouped('a'), 'rate_limited', { retryAfterMs: 3000 })
    expect(next()).toEqual(['a', 3000])
    pass(2000)
    expect(next()).toEqual(['a', 1000])
    fail(grouped('b'), 'rate_limited', { retryAfterMs: 8000 })
    expect(next()).toEqual(['a', 8000])
  })

  test('returns to a target that waits when the others are gone', () => {
    const { fail, next } = orderOf([a, b])
    fail(a, 'rate_limited', { retryAfterMs: 2000 })
    fail(b, 'not_found')
    expect(next()).toEqual(['a', 2000])
  })

  test('returns nowhere once something may have run and must not run again', () => {
    const { fail, next } = orderOf([a, b], { onAmbiguous: 'never' })
    fail(a, 'rate_limited', { retryAfterMs: 2000 })
    fail(b, 'transient')
    expect(next()).toBeUndefined()
  })

  test('believes the adapter about what ran', () => {
    const { fail, next } = orderOf([a, b], { onAmbiguous: 'never' })
    fail(a, 'transient', { ran: 'no' })
    expect(next()).toEqual(['b', 0])
  })

  test('waits longer for each throttle running', () => {
    const { fail, next } = orderOf([a])
    const waits = [1, 2, 3].map(() => {
      fail(a, 'rate_limited')
      return next()?.[1]
    })
    expect(waits).toEqual([500, 1000, 2000])
  })

  test('repeats an overloaded target once, after a second or more', () => {
    const { fail, next } = orderOf([a])
    fail(a, 'overloaded')
    expect(next()).toEqual(['a', 1000])
    fail(a, 'overloaded')
    expect(next()).toBeUndefined()
  })

  test('takes a reset time where no delay was given', () => {
    const { fail, next } = orderOf([a])
    fail(a, 'rate_limited', { resetsAt: 5000 })
    expect(next()).toEqual(['a', 4000])
  })

  test('a copy goes to another group, and to nobody that failed', () => {
    const { order, fail } = orderOf([grouped('a'), grouped('b'), c])
    expect(order.beside(grouped('a'))).toBe(c)
    fail(c, 'truncated')
    expect(order.beside(grouped('a'))).toBeUndefined()
  })
})
