import { collect, explode, type Completion, type StreamEvent } from '@signalbox/core'
import { completions } from '@signalbox/testing'
import fc from 'fast-check'
import { expect, test } from 'vitest'

import { createTold } from './told.ts'

/** The same stream with its texts in pieces of `size`. */
function* inPieces(completion: Completion, size: number): Iterable<StreamEvent> {
  for (const event of explode(completion)) {
    if (event.type !== 'part-delta') yield event
    else
      for (let i = 0; i < event.text.length; i += size)
        yield { ...event, text: event.text.slice(i, i + size) }
  }
}

function goOn(heard: readonly StreamEvent[], again: Iterable<StreamEvent>): StreamEvent[] {
  const told = createTold()
  for (const event of heard) told.note(event)
  const out: StreamEvent[] = [...heard]
  const stage = told.rest()
  const emit = (event: StreamEvent) => void out.push(event)
  for (const event of again) stage.event(event, emit)
  stage.end?.(emit)
  return out
}

test('whatever was heard, and however the rest is cut, the answer is whole', () => {
  fc.assert(
    fc.property(
      completions(),
      fc.nat(200),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 9 }),
      (completion, heard, before, after) => {
        const first = [...inPieces(completion, before)].slice(0, heard)
        expect(collect(goOn(first, inPieces(completion, after)))).toEqual(
          collect(inPieces(completion, after)),
        )
      },
    ),
  )
})

const answer = (text: string): Completion => ({
  id: 'a',
  model: 'm',
  candidates: [
    {
      message: { role: 'assistant', content: [{ type: 'text', text }] },
      finish: { reason: 'stop' },
    },
  ],
})

test.each([
  ['differs in what was heard', 'The cat', 'The dog sat'],
  ['is shorter than what was heard', 'The cat', 'The c'],
])('an answer that %s is an error and nothing more', (_name, heard, again) => {
  const first = [...explode(answer(heard))].slice(0, 3)
  const out = goOn(first, inPieces(answer(again), 4))
  expect(out.slice(3).map(({ type }) => type)).toEqual(['error'])
})

test('a second telling that stops too early is an error', () => {
  const first = [...explode(answer('The cat'))].slice(0, 3)
  const out = goOn(first, [...inPieces(answer('The cat'), 2)].slice(0, 3))
  expect(out.at(-1)).toMatchObject({ type: 'error', error: { details: { verdict: 'truncated' } } })
})

test('an error of the second call passes', () => {
  const error = { type: 'error', error: new Error('cut') } as unknown as StreamEvent
  expect(goOn([], [error])).toEqual([error])
})
