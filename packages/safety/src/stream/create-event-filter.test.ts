import type { StreamEvent } from '@signalbox/core'
import { expect, test } from 'vitest'

import { policyOf } from '../../test-support/policies.ts'
import { createEventFilter } from './create-event-filter.ts'

const delta = (text: string): StreamEvent => ({ type: 'part-delta', candidate: 0, index: 0, text })
const start: StreamEvent = { type: 'start', id: 'c', model: 'm' }
const begin: StreamEvent = { type: 'part-start', candidate: 0, index: 0, part: { type: 'text' } }
const end: StreamEvent = { type: 'part-end', candidate: 0, index: 0 }
const finish: StreamEvent = { type: 'finish', candidate: 0, finish: { reason: 'stop' } }

function textOf(events: readonly StreamEvent[]): string {
  return events.map((event) => (event.type === 'part-delta' ? event.text : '')).join('')
}

test('each event becomes what may be shown of it', () => {
  const filter = createEventFilter(
    policyOf({ output: [{ id: 'pii', detect: 'pii', action: { type: 'redact' } }] }),
  )
  expect(filter(start)).toEqual([start])
  expect(filter(begin)).toEqual([begin])
  const first = filter(delta('write to jane.doe@exam'))
  expect(textOf(first)).toBe('write to ')
  const rest = [delta('ple.com now'), end, finish].flatMap(filter)
  expect(textOf(rest)).toBe('<EMAIL> now')
  expect(rest.at(-1)).toEqual(finish)
})

test('an answer that is stopped ends as a content filter ends it, and tells who asks', () => {
  const blocked: string[] = []
  const filter = createEventFilter(
    policyOf({ output: [{ id: 'no', detect: 'pii', action: { type: 'block' } }] }),
    { onBlock: ({ rule }) => void blocked.push(rule) },
  )
  const shown = [start, begin, delta('jane.doe@example.com '), delta('more'), end, finish]
  const events = shown.flatMap(filter)
  expect(textOf(events)).toBe('')
  expect(events.at(-1)).toMatchObject({ type: 'finish', finish: { reason: 'content-filter' } })
  expect(blocked).toEqual(['no'])
})
