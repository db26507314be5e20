import type { Answer, Call, Frame } from '../../call.ts'
import type { Billed } from '../../journal.ts'
import { asNumber, asObject, asObjects, asString, type JsonObject } from '../../json.ts'
import { readText, type Prompt } from '../../prompt.ts'
import { idText, uuidText } from '../../random.ts'
import { countChunks, writeScript, type Finish, type Script } from '../../script.ts'
import { EVENT_STREAM, OUTPUT, REASONING, sse } from '../../sse.ts'
import { countTrailing, readStops } from '../openai/chat-request.ts'

/** Reads a v2 chat request into what the script needs. */
export function chatPrompt(body: JsonObject): Prompt {
  const format = asObject(body['response_format'])
  const schema = format['json_schema'] ?? format['schema']
  const choice = body['tool_choice']
  return {
    ...readText(body['messages'], body['documents'], body['tools']),
    tools: asObjects(body['tools']).map((tool) => {
      const declared = asObject(tool['function'])
      return { name: asString(declared['name']) ?? '', schema: declared['parameters'] }
    }),
    choice: choice === 'REQUIRED' ? 'required' : choice === 'NONE' ? 'none' : 'auto',
    parallel: true,
    toolResults: countTrailing(asObjects(body['messages']), ({ role }) => role === 'tool'),
    json: format['type'] === 'json_object' ? { schema } : undefined,
    thinking: asObject(body['thinking'])['type'] === 'enabled',
    maxTokens: asNumber(body['max_tokens']),
    stops: readStops(body['stop_sequences']),
  }
}

/** Answers a v2 chat request whole or as a stream. */
export function chatAnswer(call: Call, prompt: Prompt): Answer {
  const script = writeScript(prompt, call.knobs, call.seed)
  const billed = script.usage
  const id = uuidText(call.nonce)
  if (call.body['stream'] !== true) {
    const message = {
      role: 'assistant',
      ...(contents(script).length > 0 ? { content: contents(script) } : {}),
      ...(script.calls.length > 0 ? { tool_calls: toolCalls(call, script), tool_plan: PLAN } : {}),
    }
    const body = { id, message, finish_reason: finishName(script.finish), usage: usageOf(billed) }
    return { kind: 'whole', body, billed, chunks: countChunks(script) }
  }
  return {
    kind: 'stream',
    headers: EVENT_STREAM,
    frames: frames(call, script, id),
    inband: () => [
      event('message-end', {
        id,
        delta: { finish_reason: 'ERROR', error: 'internal server error', usage: usageOf(billed) },
      }),
    ],
    billed,
    weight: {
      output: countChunks({ ...script, reasoning: [] }),
      reasoning: script.reasoning.length,
    },
  }
}

const PLAN = '[DEMO] I will use the tools.'

function contents(script: Script): readonly JsonObject[] {
  return [
    ...(script.reasoning.length > 0
      ? [{ type: 'thinking', thinking: script.reasoning.join('') }]
      : []),
    ...(script.text.length > 0 ? [{ type: 'text', text: script.text.join('') }] : []),
  ]
}

function callId(call: Call, name: string, index: number): string {
  return `${name}_${idText(`${call.nonce}/${index}`, 12).toLowerCase()}`
}

function toolCalls(call: Call, script: Script): readonly JsonObject[] {
  return script.calls.map(({ name, json }, index) => ({
    id: callId(call, name, index),
    type: 'function',
    function: { name, arguments: json },
  }))
}

function finishName(finish: Finish): string {
  switch (finish) {
    case 'stop':
    case 'refusal':
      return 'COMPLETE'
    case 'stop-sequence':
      return 'STOP_SEQUENCE'
    case 'length':
      return 'MAX_TOKENS'
    case 'tool-calls':
      return 'TOOL_CALL'
    case 'filter':
      return 'ERROR'
  }
}

/** Cached is inside input, reasoning inside output; what is billed stands apart. */
function usageOf({ input, cacheRead, cacheWrite, output, reasoning }: Billed): JsonObject {
  const input_tokens = input + cacheRead + cacheWrite
  const output_tokens = output + reasoning
  return {
    billed_units: { input_tokens: input, output_tokens },
    tokens: {
      input_tokens,
      output_tokens,
      ...(reasoning > 0 ? { reasoning_tokens: reasoning } : {}),
    },
    cached_tokens: cacheRead,
  }
}

function event(type: string, data: JsonObject, tokens: Omit<Frame, 'bytes'> = {}): Frame {
  return sse({ type, ...data }, tokens, type)
}

function* frames(call: Call, script: Script, id: string): Generator<Frame> {
  yield event('message-start', {
    id,
    delta: {
      message: { role: 'assistant', content: [], tool_plan: '', tool_calls: [], citations: [] },
    },
  })
  const blocks = [
    { type: 'thinking', field: 'thinking', pieces: script.reasoning, tokens: REASONING },
    { type: 'text', field: 'text', pieces: script.text, tokens: OUTPUT },
  ].filter(({ pieces }) => pieces.length > 0)
  for (const [index, { type, field, pieces, tokens }] of blocks.entries()) {
    const content = { type, [field]: '' }
    yield event('content-start', { index, delta: { message: { content } } })
    for (const piece of pieces) {
      const delta = { message: { content: { [field]: piece } } }
      yield event('content-delta', { index, delta }, tokens)
    }
    yield event('content-end', { index })
  }
  if (script.calls.length > 0) {
    yield event('tool-plan-delta', { delta: { message: { tool_plan: PLAN } } })
  }
  for (const [index, { name, pieces }] of script.calls.entries()) {
    const first = {
      id: callId(call, name, index),
      type: 'function',
      function: { name, arguments: '' },
    }
    yield event('tool-call-start', { index, delta: { message: { tool_calls: first } } })
    for (const piece of pieces) {
      const delta = { message: { tool_calls: { function: { arguments: piece } } } }
      yield event('tool-call-delta', { index, delta }, OUTPUT)
    }
    yield event('tool-call-end', { index })
  }
  const delta = { finish_reason: finishName(script.finish), usage: usageOf(script.usage) }
  yield event('message-end', { id, delta })
  yield sse('[DONE]')
}
