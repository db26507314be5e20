import type {
  Candidate,
  ChatRequest,
  Completion,
  FinishReason,
  JsonObject,
  Message,
  Part,
  Usage,
} from '@signalbox/core'
import fc from 'fast-check'

const word = fc.string({
  minLength: 1,
  maxLength: 12,
  unit: fc.constantFrom('a', 'b', 'X', '0', '9', '_', '-'),
})
const name = word.map((text) => `f${text}`)
const prose = fc.string({ unit: 'grapheme', maxLength: 40 })
const nonEmpty = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 })

/** Small JSON objects, also with awkward keys. */
export function jsonObjects(): fc.Arbitrary<JsonObject> {
  const key = fc.oneof(word, fc.constantFrom('__proto__', 'constructor', 'toString', '', ' '))
  const value = fc.jsonValue({ maxDepth: 1 })
  return fc
    .array(fc.tuple(key, value), { maxLength: 4 })
    .map((entries) => Object.fromEntries(entries) as JsonObject)
}

/** Parts that an answer may hold. */
export function answerParts(): fc.Arbitrary<Part> {
  const call = fc.record({
    type: fc.constant('tool-call' as const),
    callId: word,
    name,
    kind: fc.constant('function' as const),
    arguments: jsonObjects().map((value) => JSON.stringify(value)),
  })
  const reasoning = fc.record({
    type: fc.constant('reasoning' as const),
    text: nonEmpty,
    form: fc.constantFrom('full' as const, 'summary' as const),
  })
  const text = fc.record({ type: fc.constant('text' as const), text: prose })
  return fc.oneof(
    { weight: 4, arbitrary: text },
    { weight: 3, arbitrary: call },
    { weight: 2, arbitrary: reasoning },
    fc.record({ type: fc.constant('refusal' as const), text: nonEmpty }),
    images(),
    fc.record({
      type: fc.constant('server-tool' as const),
      phase: fc.constantFrom('call' as const, 'result' as const),
      tool: name,
      callId: word,
      value: jsonObjects(),
    }),
    fc.record({
      type: fc.constant('opaque' as const),
      wire: fc.constant('another-wire'),
      kind: word,
      value: jsonObjects(),
    }),
  )
}

function images(): fc.Arbitrary<Part> {
  return fc.base64String({ minLength: 4, maxLength: 16 }).map((data) => ({
    type: 'media',
    kind: 'image',
    source: { type: 'base64', data, mediaType: 'image/png' },
  }))
}

/** Usage whose buckets and total are small. */
export function usages(): fc.Arbitrary<Usage> {
  const count = fc.nat(5000)
  return fc.record({
    input: fc.record({
      uncached: count,
      cacheRead: count,
      cacheWrite5m: count,
      cacheWrite1h: count,
      cacheWriteOther: fc.constant(0),
      toolUse: fc.constant(0),
    }),
    output: fc.record({ text: count, reasoning: count }),
  })
}

/** What `completions` may hold; both default to everything. */
export interface CompletionOptions {
  readonly parts?: fc.Arbitrary<Part> | undefined
  readonly maxCandidates?: number | undefined
}

/** Whole answers: parallel tool calls, reasoning, media, several candidates. */
export function completions(options: CompletionOptions = {}): fc.Arbitrary<Completion> {
  const { parts = answerParts(), maxCandidates = 3 } = options
  return fc
    .record({
      id: word,
      model: word,
      createdAt: fc.integer({ min: 1, max: 2_000_000_000 }),
      usage: usages(),
      candidates: fc.array(candidates(parts), { minLength: 1, maxLength: maxCandidates }),
    })
    .map(plain)
}

function candidates(parts: fc.Arbitrary<Part>): fc.Arbitrary<Candidate> {
  const other = fc.constantFrom<FinishReason[]>('stop', 'length', 'content-filter')
  return fc.tuple(fc.array(parts, { maxLength: 5 }), other).map(([drawn, reason]) => {
    const refusal = drawn.find(({ type }) => type === 'refusal')
    // A model that declines says nothing else.
    const content = refusal === undefined ? withDistinctCalls(drawn) : [refusal]
    const calls = content.some(({ type }) => type === 'tool-call')
    const spoken = calls ? 'tool-calls' : reason
    return {
      message: { role: 'assistant', content },
      finish: { reason: refusal === undefined ? spoken : 'refusal' },
    }
  })
}

function withDistinctCalls(parts: readonly Part[]): readonly Part[] {
  return parts.map((part, index) =>
    part.type === 'tool-call' || part.type === 'server-tool'
      ? { ...part, callId: `${part.callId}${String(index)}` }
      : part,
  )
}

/** Conversations with tools: every call is answered in the next turn. */
export function chatRequests(): fc.Arbitrary<ChatRequest> {
  const text = fc.record({ type: fc.constant('text' as const), text: nonEmpty })
  const system = fc.array(text, { minLength: 1, maxLength: 2 }).map(messageOf('system'))
  const user = fc.array(fc.oneof(text, images()), { minLength: 1, maxLength: 3 })
  const calls = fc.array(
    fc.record({ name, callId: word, result: text, input: jsonObjects(), failed: fc.boolean() }),
    { maxLength: 3 },
  )
  const turn = fc.record({ asked: user, said: text, made: calls })
  return fc
    .record(
      {
        model: word,
        system: fc.option(system, { nil: undefined }),
        turns: fc.array(turn, { minLength: 1, maxLength: 3 }),
        temperature: fc.constantFrom(0, 0.5, 1),
        maxOutputTokens: fc.integer({ min: 1, max: 4096 }),
        stop: fc.array(nonEmpty, { minLength: 1, maxLength: 2 }),
        stream: fc.boolean(),
      },
      { requiredKeys: ['model', 'system', 'turns', 'stream'] },
    )
    .map(({ system: first, turns, ...rest }) => {
      const messages = turns.flatMap(({ asked, said, made }, index) => {
        const named = made.map((call, at) => ({ ...call, callId: `${call.callId}${index}_${at}` }))
        return [messageOf('user')(asked), answerOf(said, named), ...resultsOf(named)]
      })
      const last = messageOf('user')(turns[0]?.asked ?? [])
      const tools = turns.flatMap(({ made }) => made).map((call) => call.name)
      return plain({
        operation: 'chat' as const,
        ...rest,
        messages: [...(first === undefined ? [] : [first]), ...messages, last],
        ...(tools.length === 0 ? {} : { tools: [...new Set(tools)].map(toolOf) }),
      })
    })
}

interface Call {
  readonly name: string
  readonly callId: string
  readonly input: JsonObject
  readonly result: Part
  readonly failed: boolean
}

function messageOf(role: Message['role']): (content: readonly Part[]) => Message {
  return (content) => ({ role, content })
}

function answerOf(text: Part, calls: readonly Call[]): Message {
  const parts = calls.map((call): Part => ({
    type: 'tool-call',
    kind: 'function',
    callId: call.callId,
    name: call.name,
    arguments: JSON.stringify(call.input),
  }))
  return { role: 'assistant', content: [text, ...parts] }
}

function resultsOf(calls: readonly Call[]): readonly Message[] {
  return calls.map(({ callId, name: tool, result, failed }) => ({
    role: 'tool',
    content: [
      {
        type: 'tool-result',
        callId,
        name: tool,
        content: [result],
        ...(failed ? { isError: true } : {}),
      },
    ],
  }))
}

function toolOf(tool: string): NonNullable<ChatRequest['tools']>[number] {
  return { type: 'function', name: tool, parameters: { type: 'object', properties: {} } }
}

/** fast-check makes objects without a prototype; providers' parsers do not. */
function plain<Value>(value: Value): Value {
  return structuredClone(value)
}
