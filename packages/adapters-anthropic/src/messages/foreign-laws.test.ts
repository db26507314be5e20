import type { ChatRequest, JsonObject, Message, Part } from '@signalbox/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'

import { checkMessagesBody } from '../wire/messages.ts'
import { encodeRequest } from './request.ts'

const word = fc.constantFrom('a', 'b:1', 'c.d', 'x y', '')
const text = fc.constantFrom('', ' ', '\n', 'hello', 'trailing ')
const token = (wire: string) => ({
  data: 'sig',
  kind: 'signature' as const,
  issuer: { wire, provider: '', model: 'm' },
})
const cache = fc.constantFrom(undefined, {}, { ttl: '12h' as const })

const leaf: fc.Arbitrary<Part> = fc.oneof(
  fc.record({ type: fc.constant('text' as const), text, cache }),
  text.map((said): Part => ({ type: 'refusal', text: said })),
  fc.constantFrom('image' as const, 'audio' as const, 'file' as const).map((kind): Part => ({
    type: 'media',
    kind,
    source: { type: 'base64', data: 'aGk=', mediaType: 'application/pdf' },
  })),
  fc.constant<Part>({ type: 'reference', ref: 'r' }),
  fc.constant<Part>({ type: 'opaque', wire: 'other', kind: 'k', value: {} }),
)
const thought: fc.Arbitrary<Part> = fc.record({
  type: fc.constant('reasoning' as const),
  form: fc.constantFrom('full' as const, 'redacted' as const),
  text,
  continuity: fc.constantFrom(undefined, token('anthropic-messages'), token('other')),
})
const answer: fc.Arbitrary<Part> = fc.record({
  type: fc.constant('tool-result' as const),
  callId: word,
  content: fc.array(leaf, { maxLength: 2 }),
})
const call: fc.Arbitrary<Part> = fc.record({
  type: fc.constant('tool-call' as const),
  kind: fc.constantFrom('function' as const, 'custom' as const),
  callId: word,
  name: fc.constantFrom('f', 'g.h'),
  arguments: fc.constantFrom('', '{}', '{"a":1}', 'free'),
})
const message: fc.Arbitrary<Message> = fc.oneof(
  fc.record({
    role: fc.constantFrom('system' as const, 'developer' as const),
    content: fc.array(leaf, { maxLength: 2 }),
  }),
  fc.record({
    role: fc.constantFrom('user' as const, 'tool' as const),
    content: fc.array(fc.oneof(leaf, answer), { maxLength: 3 }),
  }),
  fc.record({
    role: fc.constant('assistant' as const),
    content: fc.array(fc.oneof(leaf, call, thought), { maxLength: 3 }),
  }),
)
const request: fc.Arbitrary<ChatRequest> = fc.record(
  {
    operation: fc.constant('chat' as const),
    model: fc.constant('m'),
    stream: fc.boolean(),
    messages: fc.array(message, { maxLength: 6 }),
    temperature: fc.constantFrom(-1, 0, 0.5, 2),
    topP: fc.constantFrom(0.5, 1),
    maxOutputTokens: fc.constantFrom(1, 1024, 1500, 9000),
    stop: fc.array(text, { maxLength: 3 }),
    reasoning: fc.constantFrom(
      { effort: 'high' as const },
      { mode: 'on' as const },
      { mode: 'off' as const },
      { budgetTokens: 100_000 },
    ),
    toolChoice: fc.constantFrom('auto' as const, 'required' as const, 'none' as const),
    tools: fc.constantFrom(undefined, [{ type: 'function' as const, name: 'f' }]),
    format: fc.constantFrom(
      { type: 'json' as const },
      { type: 'json-schema' as const, schema: { type: 'object' } },
    ),
  },
  { requiredKeys: ['operation', 'model', 'stream', 'messages'] },
)
const capabilities = fc.record(
  {
    reasoning: fc.constantFrom('none' as const, 'effort' as const, 'budget' as const),
    jsonSchema: fc.constantFrom('native' as const, 'tool' as const, 'none' as const),
    systemMidConversation: fc.boolean(),
    prefill: fc.boolean(),
    maxOutputTokens: fc.constantFrom(4096, 64_000),
  },
  { requiredKeys: [] },
)

/** What the provider would refuse about a body, as far as its documents and error texts say. */
function refusals(body: JsonObject): readonly string[] {
  const turns = body['messages'] as { role: string; content: JsonObject[] }[]
  const blocks = turns.flatMap(({ content }) => content)
  const thinking = body['thinking'] as JsonObject | undefined
  const found: [string, boolean][] = [
    ['the first turn is not the user’s', turns[0]?.role !== 'user'],
    ['two turns of one role', turns.some(({ role }, at) => role === turns[at + 1]?.role)],
    ['an empty turn', turns.some(({ content }) => content.length === 0)],
    [
      'blank text',
      blocks.some(({ type, text: said }) => type === 'text' && (said as string).trim() === ''),
    ],
    [
      'a foreign signature',
      blocks.some((block) => block['type'] === 'thinking' && block['signature'] !== 'sig'),
    ],
    [
      'a bad call id',
      blocks.some(({ type, id }) => type === 'tool_use' && !/^[a-zA-Z0-9_-]+$/.test(id as string)),
    ],
    [
      'media in an assistant turn',
      turns.some(
        ({ role, content }) =>
          role === 'assistant' &&
          content.some(({ type }) => type === 'image' || type === 'document'),
      ),
    ],
    [
      'unanswered calls',
      turns.some((turn, at) => !answers(turn.content, turns[at + 1]?.content ?? [])),
    ],
    [
      'a stray result',
      turns.some((turn, at) => strayResults(turn.content, turns[at - 1]?.content ?? [])),
    ],
    [
      'calls without tools',
      blocks.some(({ type }) => type === 'tool_use') && body['tools'] === undefined,
    ],
    ['too many cache marks', JSON.stringify(body).split('"cache_control"').length > 5],
    ['a budget too large', Number(thinking?.['budget_tokens'] ?? 0) >= Number(body['max_tokens'])],
    [
      'a temperature out of range',
      Number(body['temperature'] ?? 0) > 1 || Number(body['temperature'] ?? 0) < 0,
    ],
    [
      'thinking and temperature',
      thinking?.['type'] === 'enabled' && body['temperature'] !== undefined,
    ],
    [
      'thinking and a forced tool',
      thinking?.['type'] === 'enabled' &&
        ['any', 'tool'].includes(
          (body['tool_choice'] as JsonObject | undefined)?.['type'] as string,
        ),
    ],
  ]
  return found.flatMap(([name, is]) => (is ? [name] : []))
}

function callIds(content: readonly JsonObject[]): readonly unknown[] {
  return content.flatMap(({ type, id }) => (type === 'tool_use' ? [id] : []))
}

function answers(asked: readonly JsonObject[], next: readonly JsonObject[]): boolean {
  const ids = callIds(asked)
  const first = next.slice(0, ids.length).map((block) => block['tool_use_id'])
  return ids.every((id, at) => first[at] === id)
}

function strayResults(content: readonly JsonObject[], before: readonly JsonObject[]): boolean {
  const ids = callIds(before)
  return content.some(
    (block) => block['type'] === 'tool_result' && !ids.includes(block['tool_use_id']),
  )
}

test('whatever another wire says becomes a request the provider takes', () => {
  fc.assert(
    fc.property(request, capabilities, (chat, known) => {
      const target = { id: 't', provider: 'p', model: 'm', capabilities: known }
      const { request: sent } = encodeRequest(chat, target)
      const body = JSON.parse(sent.body as string) as JsonObject
      expect(() => checkMessagesBody(body)).not.toThrow()
      expect(refusals(body)).toEqual([])
    }),
    { numRuns: 600 },
  )
})
