import { collect, explode } from '@signalbox/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'

import { chatRequests, completions } from './arbitraries.ts'
import { checkEvents } from './event-grammar.ts'
import { streams } from './stream-arbitraries.ts'

test('collect gives back what explode told', () => {
  fc.assert(
    fc.property(completions(), (completion) => {
      expect(collect(explode(completion))).toStrictEqual(completion)
    }),
  )
})

test('every told stream is good grammar and collects to its answer', () => {
  fc.assert(
    fc.property(streams(), ({ completion, events }) => {
      checkEvents(events)
      expect(collect(events)).toStrictEqual(completion)
    }),
  )
})

test('the streams do interleave parts', () => {
  const interleaved = fc.sample(streams(), { numRuns: 200, seed: 1 }).some(({ events }) => {
    const order = events.flatMap((event) => ('index' in event ? [event.index] : []))
    return order.some((index, at) => at > 0 && index < (order[at - 1] ?? 0))
  })
  expect(interleaved).toBe(true)
})

test('every call of a conversation has one result', () => {
  fc.assert(
    fc.property(chatRequests(), ({ messages }) => {
      const parts = messages.flatMap(({ content }) => content)
      const calls = parts.flatMap((part) => (part.type === 'tool-call' ? [part.callId] : []))
      const results = parts.flatMap((part) => (part.type === 'tool-result' ? [part.callId] : []))
      expect(results).toStrictEqual(calls)
      expect(new Set(calls).size).toBe(calls.length)
    }),
  )
})
