import { expect, test } from 'vitest'

import { collect, createCollector } from './collect.ts'
import { GatewayError } from './errors.ts'
import type { StreamEvent, Usage } from './response.ts'

const start: StreamEvent = { type: 'start', id: 'a', model: 'm', createdAt: 0 }
const stop: StreamEvent = { type: 'finish', candidate: 0, finish: { reason: 'stop', native: 'x' } }

function usage(uncached: number): Usage {
  const none = { cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, cacheWriteOther: 0, toolUse: 0 }
  return { input: { uncached, ...none }, output: { text: 0, reasoning: 0 } }
}

test('joins the deltas of interleaved parts and keeps the order of their indexes', () => {
  const call = { type: 'tool-call', callId: 'c', name: 'f', kind: 'function' } as const
  const completion = collect([
    start,
    { type: 'part-start', candidate: 0, index: 1, part: call },
    { type: 'part-start', candidate: 0, index: 0, part: { type: 'text' } },
    { type: 'part-delta', candidate: 0, index: 1, text: '{"a"' },
    { type: 'part-delta', candidate: 0, index: 0, text: 'Hel' },
    { type: 'part-delta', candidate: 0, index: 1, text: ':1}' },
    { type: 'part-delta', candidate: 0, index: 0, text: 'lo' },
    { type: 'part-end', candidate: 0, index: 0 },
    { type: 'part-end', candidate: 0, index: 1 },
    stop,
  ])
  expect(completion).toStrictEqual({
    id: 'a',
    model: 'm',
    createdAt: 0,
    candidates: [
      {
        message: {
          role: 'assistant',
          content: [
            { type: 'text', text: 'Hello' },
            { ...call, arguments: '{"a":1}' },
          ],
        },
        finish: { reason: 'stop', native: 'x' },
      },
    ],
  })
})

test('a patch appends citations and replaces every other field', () => {
  const issuer = { wire: 'w', provider: 'p', model: 'm' }
  const old = { data: 'old', issuer, kind: 'signature' } as const
  const completion = collect([
    {
      type: 'part-start',
      candidate: 0,
      index: 0,
      part: { type: 'reasoning', form: 'full', citations: [{ n: 1 }], continuity: old },
    },
    { type: 'part-delta', candidate: 0, index: 0, text: 'so' },
    { type: 'part-patch', candidate: 0, index: 0, fields: { citations: [{ n: 2 }] } },
    {
      type: 'part-patch',
      candidate: 0,
      index: 0,
      fields: { continuity: { ...old, data: 'new' } },
    },
    stop,
  ])
  expect(completion.candidates[0]?.message.content).toStrictEqual([
    {
      type: 'reasoning',
      form: 'full',
      text: 'so',
      citations: [{ n: 1 }, { n: 2 }],
      continuity: { ...old, data: 'new' },
    },
  ])
})

test('a patched text replaces what came and later deltas follow it', () => {
  const completion = collect([
    { type: 'part-start', candidate: 0, index: 0, part: { type: 'text' } },
    { type: 'part-delta', candidate: 0, index: 0, text: 'draft' },
    { type: 'part-patch', candidate: 0, index: 0, fields: { type: 'text', text: 'final' } },
    { type: 'part-delta', candidate: 0, index: 0, text: '!' },
    stop,
  ])
  expect(completion.candidates[0]?.message.content).toStrictEqual([
    { type: 'text', text: 'final!' },
  ])
})

test('the last usage replaces the earlier ones', () => {
  const events: StreamEvent[] = [usage(1), usage(5)].map((one) => ({ type: 'usage', usage: one }))
  expect(collect([start, ...events]).usage).toStrictEqual(usage(5))
})

test('appends logprobs list by list', () => {
  const completion = collect([
    { type: 'logprobs', candidate: 0, logprobs: { content: [{ t: 1 }], refusal: null } },
    { type: 'logprobs', candidate: 0, logprobs: { content: [{ t: 2 }], refusal: [{ t: 3 }] } },
    { type: 'logprobs', candidate: 0, logprobs: { content: null } },
    stop,
  ])
  expect(completion.candidates[0]?.logprobs).toStrictEqual({
    content: [{ t: 1 }, { t: 2 }],
    refusal: [{ t: 3 }],
  })
})

test('a blocked prompt has no candidate', () => {
  const completion = collect([start, { type: 'blocked', blocked: { reason: 'SAFETY' } }])
  expect(completion.blocked).toStrictEqual({ reason: 'SAFETY' })
  expect(completion.candidates).toStrictEqual([])
})

test('throws the error of the stream', () => {
  const error = new GatewayError('upstream_error', 'Cut.')
  const collector = createCollector()
  collector.push(start)
  collector.push({ type: 'error', error })
  expect(() => collector.completion()).toThrow(error)
})

test('several candidates come in the order of their numbers', () => {
  const completion = collect([
    { type: 'finish', candidate: 1, finish: { reason: 'length' } },
    { type: 'finish', candidate: 0, finish: { reason: 'stop' }, extensions: { w: { x: 1 } } },
  ])
  expect(completion.candidates.map(({ finish }) => finish.reason)).toStrictEqual(['stop', 'length'])
  expect(completion.candidates[0]?.extensions).toStrictEqual({ w: { x: 1 } })
})

test('what never started or is newer than the model is not part of the answer', () => {
  const completion = collect([
    start,
    { type: 'part-delta', candidate: 0, index: 3, text: 'lost' },
    { type: 'opaque', wire: 'w', data: '{}' },
    stop,
  ])
  expect(completion.candidates[0]?.message.content).toStrictEqual([])
})
