import type { Answer, Call, Frame } from '../../call.ts'
import type { Billed } from '../../journal.ts'
import { asNumber, asObject, asObjects, asString, isObject, type JsonObject } from '../../json.ts'
import { readText, type Prompt } from '../../prompt.ts'
import { countChunks, writeScript, type Script } from '../../script.ts'
import { OUTPUT, REASONING } from '../../sse.ts'
import { countTrailing, readStops } from '../openai/chat-request.ts'

/** Reads `/api/chat` or `/api/generate` into what the script needs. */
export function nativePrompt(body: JsonObject): Prompt {
  const options = asObject(body['options'])
  const { format, think } = body
  return {
    ...readText(body['system'], body['messages'], body['prompt'], body['tools']),
    tools: asObjects(body['tools']).map((tool) => {
      const declared = asObject(tool['function'])
      return { name: asString(declared['name']) ?? '', schema: declared['parameters'] }
    }),
    choice: 'auto',
    parallel: true,
    toolResults: countTrailing(asObjects(body['messages']), ({ role }) => role === 'tool'),
    json:
      format === 'json' ? { schema: undefined } : isObject(format) ? { schema: format } : undefined,
    thinking: think === true || typeof think === 'string',
    maxTokens: asNumber(options['num_predict']),
    stops: readStops(options['stop']),
  }
}

/** Answers as JSON lines, which is the default, or whole. */
export function nativeAnswer(call: Call, prompt: Prompt): Answer {
  const script = writeScript(prompt, call.knobs, call.seed)
  const billed = script.usage
  if (call.body['stream'] === false) {
    const message = said(call, script.text.join(''), {
      ...(script.reasoning.length > 0 ? { thinking: script.reasoning.join('') } : {}),
      ...(script.calls.length > 0 ? { tool_calls: toolCalls(script) } : {}),
    })
    const body = { ...head(call), ...message, ...ending(script, billed) }
    return { kind: 'whole', body, billed, chunks: countChunks(script) }
  }
  return {
    kind: 'stream',
    headers: { 'content-type': 'application/x-ndjson' },
    frames: lines(call, script),
    inband: () => [
      {
        bytes: `${JSON.stringify({ error: 'an error was encountered while running the model' })}\n`,
      },
    ],
    billed,
    weight: {
      output: countChunks({ ...script, reasoning: [] }),
      reasoning: script.reasoning.length,
    },
  }
}

function head(call: Call): JsonObject {
  return { model: call.model, created_at: new Date(call.clock.wall()).toISOString() }
}

/** `/api/chat` has a message, `/api/generate` a response. */
function said(call: Call, text: string, more: JsonObject = {}): JsonObject {
  if (call.path === '/api/generate') return { response: text, ...more }
  return { message: { role: 'assistant', content: text, ...more } }
}

function toolCalls(script: Script): readonly object[] {
  return script.calls.map(({ name, input }, index) => ({
    function: { index, name, arguments: input },
  }))
}

function ending(script: Script, billed: Billed): JsonObject {
  return {
    done: true,
    done_reason: script.finish === 'length' ? 'length' : 'stop',
    total_duration: 12_000_000,
    load_duration: 1_000_000,
    prompt_eval_count: billed.input + billed.cacheRead + billed.cacheWrite,
    prompt_eval_duration: 1_000_000,
    eval_count: billed.output + billed.reasoning,
    eval_duration: 10_000_000,
  }
}

function* lines(call: Call, script: Script): Generator<Frame> {
  const line = (value: JsonObject, tokens: Omit<Frame, 'bytes'> = {}): Frame => ({
    bytes: `${JSON.stringify({ ...head(call), ...value })}\n`,
    ...tokens,
  })
  for (const thinking of script.reasoning) {
    yield line({ ...said(call, '', { thinking }), done: false }, REASONING)
  }
  for (const piece of script.text) yield line({ ...said(call, piece), done: false }, OUTPUT)
  if (script.calls.length > 0) {
    const output = script.calls.reduce((sum, { pieces }) => sum + pieces.length, 0)
    const value = { ...said(call, '', { tool_calls: toolCalls(script) }), done: false }
    yield line(value, { output })
  }
  yield line({ ...said(call, ''), ...ending(script, script.usage) })
}
