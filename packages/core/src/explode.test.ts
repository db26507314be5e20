import fc from 'fast-check'
import { expect, test } from 'vitest'

import { collect } from './collect.ts'
import type { Part } from './content.ts'
import { explode } from './explode.ts'
import type { Completion, FinishReason } from './response.ts'

const json = fc.dictionary(fc.string(), fc.constantFrom(null, 0, '', false, [1]), {
  noNullPrototype: true,
})
const base = fc.record(
  {
    id: fc.string(),
    citations: fc.array(json, { minLength: 1 }),
    extensions: fc.record({ w: json }),
  },
  { requiredKeys: [], noNullPrototype: true },
)
const part: fc.Arbitrary<Part> = fc
  .tuple(
    base,
    fc.oneof(
      fc.record({ type: fc.constantFrom('text', 'refusal'), text: fc.string() }),
      fc.record({
        type: fc.constant('reasoning'),
        text: fc.string(),
        form: fc.constantFrom('full', 'summary', 'redacted'),
      }),
      fc.record({
        type: fc.constant('tool-call'),
        callId: fc.string(),
        name: fc.string(),
        kind: fc.constantFrom('function', 'custom'),
        arguments: fc.string(),
      }),
      fc.record({
        type: fc.constant('opaque'),
        wire: fc.string(),
        kind: fc.string(),
        value: json,
      }),
    ),
  )
  .map(([shared, own]) => ({ ...shared, ...own }))

const reason = fc.constantFrom<FinishReason[]>('stop', 'length', 'tool-calls', 'refusal')
const candidate = fc
  .record(
    {
      content: fc.array(part, { maxLength: 5 }),
      finish: fc.record({ reason, native: fc.string() }),
      logprobs: json,
      extensions: fc.record({ w: json }),
    },
    { requiredKeys: ['content', 'finish'], noNullPrototype: true },
  )
  .map(({ content, ...rest }) => ({
    ...rest,
    message: { role: 'assistant' as const, content },
  }))
const completion: fc.Arbitrary<Completion> = fc.record(
  {
    id: fc.string(),
    model: fc.string(),
    createdAt: fc.nat(),
    blocked: json,
    extensions: fc.record({ w: json }),
    candidates: fc.array(candidate, { maxLength: 3 }),
  },
  { requiredKeys: ['id', 'model', 'candidates'], noNullPrototype: true },
)

test('collect gives back what explode told', () => {
  fc.assert(
    fc.property(completion, (answer) => {
      expect(collect(explode(answer))).toEqual(answer)
    }),
  )
})

test('tells a text in one delta and an empty text in none', () => {
  const content: Part[] = [
    { type: 'text', text: 'Hello' },
    { type: 'reasoning', form: 'redacted', text: '' },
  ]
  const events = [
    ...explode({
      id: 'a',
      model: 'm',
      candidates: [{ message: { role: 'assistant', content }, finish: { reason: 'stop' } }],
    }),
  ]
  expect(events.map(({ type }) => type)).toStrictEqual([
    'start',
    'part-start',
    'part-delta',
    'part-end',
    'part-start',
    'part-end',
    'finish',
  ])
})
