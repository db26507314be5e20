import { collect, type StreamEvent } from '@signalbox/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'

import { cutAt, hostileText } from '../../test-support/chunk-plans.ts'
import { times } from '../../test-support/chunkings.ts'
import { policyOf } from '../../test-support/policies.ts'
import { Pseudonyms } from '../actions/pseudonyms.ts'
import { AnswerFilter } from './answer-filter.ts'

type Part = Extract<StreamEvent, { type: 'part-start' }>['part']

/** The parts of each of two candidates, two calls of tools among them. */
const parts: readonly Part[] = [
  { type: 'reasoning', form: 'full' },
  { type: 'text' },
  { type: 'tool-call', callId: 'a', name: 'send', kind: 'function' },
  { type: 'tool-call', callId: 'b', name: 'search', kind: 'function' },
]
const places = [0, 1].flatMap((candidate) => parts.map((_, index) => ({ candidate, index })))

const policy = policyOf({
  output: [
    { id: 'links', detect: 'links', action: { type: 'defang', allowHosts: [] } },
    { id: 'pii', detect: 'pii', types: ['CARD', 'PHONE', 'IBAN'], action: { type: 'redact' } },
    { id: 'leak', detect: 'secrets', action: { type: 'redact' } },
  ],
})

function filterOf(): AnswerFilter {
  const pseudonyms = new Pseudonyms('cli0')
  const restore = { tools: ['send'] }
  pseudonyms.tokenFor('EMAIL', 'EMAIL_ADDRESS', 'jane@x.example', restore)
  return new AnswerFilter({ policy, context: {}, pseudonyms, readKey: () => undefined })
}

/** What a client gets, by part. */
function shown(events: readonly StreamEvent[]): readonly unknown[] {
  const out: StreamEvent[] = []
  const filter = filterOf()
  const emit = (event: StreamEvent) => void out.push(event)
  for (const event of events) filter.event(event, emit)
  filter.end(emit)
  return collect(out).candidates
}

/** All parts open, then their pieces in the order of `turns`, then all ends. */
function answerOf(pieces: readonly (readonly string[])[], turns: readonly number[]): StreamEvent[] {
  const left = pieces.map((list) => [...list])
  const deltas: StreamEvent[] = []
  const take = (at: number) => {
    const place = places[at]
    const text = left[at]?.shift()
    if (place !== undefined && text !== undefined)
      deltas.push({ type: 'part-delta', ...place, text })
  }
  for (const turn of turns) take(turn % places.length)
  for (const at of places.keys()) while ((left[at]?.length ?? 0) > 0) take(at)
  return [
    { type: 'start', id: 'c', model: 'm' },
    ...places.map((place): StreamEvent => {
      const part = parts[place.index] ?? { type: 'text' }
      return { type: 'part-start', ...place, part }
    }),
    ...deltas,
    ...places.map((place): StreamEvent => ({ type: 'part-end', ...place })),
    ...[0, 1].map((candidate): StreamEvent => ({
      type: 'finish',
      candidate,
      finish: { reason: 'stop' },
    })),
  ]
}

test('candidates, calls and reasoning that come at the same time are as if each came alone', () => {
  const texts = fc.array(hostileText, { minLength: places.length, maxLength: places.length })
  const cuts = fc.array(fc.nat({ max: 5000 }), { maxLength: 10 })
  const turns = fc.array(fc.nat({ max: 1000 }), { maxLength: 60 })
  fc.assert(
    fc.property(texts, cuts, turns, (given, at, order) => {
      const whole = given.map((text, index) => {
        const said = `${text} <EMAIL_1_cli0>`.slice(0, 120)
        return index % parts.length > 1 ? JSON.stringify({ say: said }) : said
      })
      const expected = shown(
        answerOf(
          whole.map((text) => [text]),
          [],
        ),
      )
      const streamed = shown(
        answerOf(
          whole.map((text) => cutAt(text, at)),
          order,
        ),
      )
      expect(streamed).toEqual(expected)
    }),
    { numRuns: 60 * times },
  )
})
