import { GatewayError, type ErrorKind, type Outcome } from '@signalbox/core'
import { expect, test } from 'vitest'

import type { DecisionRecord } from './decision-log.ts'
import { reportOutcome } from './report-outcome.ts'
import type { RouteEvent } from './route-event.ts'

function eventsOf(outcome: Outcome, stream = true): readonly object[] {
  const events: RouteEvent[] = []
  const learner = {
    report: (_record: DecisionRecord, event: RouteEvent) => void events.push(event),
    opened: () => undefined,
    feedback: () => undefined,
  }
  reportOutcome(learner, { request: { stream } } as DecisionRecord, 't', outcome)
  return events
}

const failed = (kind: ErrorKind): Outcome => ({
  status: 'failed',
  error: new GatewayError(kind, 'x'),
  durationMs: 5,
})

test('an answer tells its first token and its end', () => {
  expect(eventsOf({ status: 'ok', firstContentMs: 3, durationMs: 9 })).toMatchObject([
    { type: 'first-token', ms: 3 },
    { type: 'end', ms: 9, firstTokenMs: 3, isWhole: true },
  ])
  const cut = { status: 'ok', durationMs: 9, finish: { reason: 'length' } } as const
  expect(eventsOf(cut)[1]).toMatchObject({ isWhole: false })
})

test('an answer in one piece has no first token that anybody saw', () => {
  expect(eventsOf({ status: 'ok', firstContentMs: 9, durationMs: 9 }, false)).toMatchObject([
    { type: 'end', ms: 9, firstTokenMs: undefined, atOnce: true },
  ])
})

test.each<[ErrorKind, object]>([
  ['upstream_error', { type: 'fail', verdict: 'transient' }],
  ['upstream_timeout', { type: 'fail', verdict: 'timeout_first_token' }],
  ['overloaded', { type: 'fail', verdict: 'overloaded' }],
  ['invalid_request', { type: 'cancel' }],
])('%s without a verdict', (kind, event) => {
  expect(eventsOf(failed(kind))).toMatchObject([event])
})

test('a verdict speaks for itself, and who left is nobody to blame', () => {
  const error = new GatewayError('rate_limited', 'x', {
    origin: 'provider',
    verdict: 'rate_limited',
  })
  expect(eventsOf({ status: 'failed', error, durationMs: 1 })).toMatchObject([
    { verdict: 'rate_limited' },
  ])
  expect(eventsOf({ status: 'cancelled', durationMs: 1 })).toMatchObject([{ type: 'cancel' }])
})
