import { describe, expect, test } from 'vitest'

import { createContext } from './create-context.ts'
import type { ChatRequest } from './request.ts'
import { busyMs, serverTiming } from './server-timing.ts'
import { eventStream } from './stream-of.ts'

const request: ChatRequest = { operation: 'chat', model: 'm', messages: [], stream: false }
const target = { id: 't', provider: 'p', model: 'm' }
const call = (startedMs: number, endedMs?: number, firstContentMs?: number) => ({
  target,
  startedMs,
  endedMs,
  firstContentMs,
  chunks: 0,
})

describe('the time in which providers were busy', () => {
  test('counts what overlaps once', () => {
    expect(busyMs([call(0, 10), call(5, 20), call(6, 8), call(30, 31)], 99)).toBe(21)
  })

  test('goes on while a call runs', () => {
    expect(busyMs([call(10), call(20, 25)], 40)).toBe(30)
    expect(busyMs([], 40)).toBe(0)
  })
})

describe('Server-Timing', () => {
  const make = (now: number) => {
    const clock = { now: () => now, wall: () => 0, sleep: () => Promise.resolve() }
    return createContext({ request, clock, startedMs: 100 })
  }

  test('parts the time of a whole answer', () => {
    const context = make(250)
    context.facts.queuedMs = 20
    context.facts.calls = [call(125, 245.5, 245.5)]
    expect(serverTiming(context)).toBe(
      'gw;dur=9.5, queue;dur=20, upstream;dur=120.5, ttft;dur=145.5',
    )
  })

  test('says of a stream what is known when its head leaves', () => {
    const context = make(200)
    context.facts.calls = [call(101, undefined, 199)]
    context.response = { type: 'stream', events: eventStream([]) }
    expect(serverTiming(context)).toBe('gw;dur=1, queue;dur=0, ttft;dur=99')
  })
})
