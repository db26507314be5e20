import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import type { GatewayError } from '../errors.ts'
import { ClockWheel } from './clock-wheel.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const clocks = { connectMs: 1000, firstTokenMs: 1000, idleMs: 500, totalMs: 3000 }

function watch(wheel: ClockWheel) {
  const errors: GatewayError[] = []
  const call = {
    clocks,
    startedAt: performance.now(),
    lastByteAt: undefined as number | undefined,
    slot: -1,
    abort(error: GatewayError) {
      errors.push(error)
      wheel.delete(call)
    },
  }
  wheel.add(call)
  return { call, errors }
}

test('a provider that sends nothing is late', () => {
  const { errors } = watch(new ClockWheel())
  vi.advanceTimersByTime(1000)
  expect(errors).toEqual([])
  vi.advanceTimersByTime(100)
  expect(errors).toMatchObject([
    { kind: 'upstream_timeout', details: { verdict: 'timeout_first_token', ran: 'maybe' } },
  ])
})

test('one that falls silent has stalled, and one that is paused has not', () => {
  const wheel = new ClockWheel()
  const silent = watch(wheel)
  const paused = watch(wheel)
  silent.call.lastByteAt = performance.now()
  paused.call.lastByteAt = Infinity
  vi.advanceTimersByTime(600)
  expect(silent.errors).toMatchObject([{ details: { verdict: 'stalled' } }])
  vi.advanceTimersByTime(2000)
  expect(paused.errors).toEqual([])
})

test('no call lasts longer than it may in total', () => {
  const { call, errors } = watch(new ClockWheel())
  for (let at = 0; at < 3100; at += 100) {
    call.lastByteAt = performance.now()
    vi.advanceTimersByTime(100)
  }
  expect(errors).toHaveLength(1)
  expect(errors[0]?.message).toContain('3000 ms')
})

test('the timer runs only while somebody is watched', () => {
  const wheel = new ClockWheel()
  const one = watch(wheel)
  const two = watch(wheel)
  expect(vi.getTimerCount()).toBe(1)
  wheel.delete(one.call)
  expect(vi.getTimerCount()).toBe(1)
  wheel.delete(two.call)
  expect(vi.getTimerCount()).toBe(0)
})
