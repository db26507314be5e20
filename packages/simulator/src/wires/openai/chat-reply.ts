import type { Answer, Call, Frame } from '../../call.ts'
import type { Billed } from '../../journal.ts'
import { asNumber, asObject } from '../../json.ts'
import type { Prompt } from '../../prompt.ts'
import { idText } from '../../random.ts'
import { Refusal } from '../../refusal.ts'
import { countChunks, sumUsage, writeScript, type Finish, type Script } from '../../script.ts'
import { EVENT_STREAM, OUTPUT, REASONING, sse } from '../../sse.ts'
import { openaiError } from './errors.ts'

/** The field names that OpenAI-compatible servers differ in. */
export interface ChatFlavour {
  readonly reasoning: 'reasoning_content' | 'reasoning'
}

/** Answers a chat request whole or as a stream. */
export function chatAnswer(
  call: Call,
  prompt: Prompt,
  flavour: ChatFlavour = { reasoning: 'reasoning_content' },
): Answer {
  const count = Math.max(1, asNumber(call.body['n']) ?? 1)
  const scripts = Array.from({ length: count }, (_, salt) =>
    writeScript(prompt, call.knobs, call.seed, salt),
  )
  const billed = sumUsage(scripts)
  if (call.body['stream'] !== true) {
    const body = { ...head(call, 'chat.completion'), ...whole(call, scripts, billed, flavour) }
    return { kind: 'whole', body, billed, chunks: countChunks(...scripts) }
  }
  const shown = showsReasoning(call)
  return {
    kind: 'stream',
    headers: EVENT_STREAM,
    frames: chatFrames(call, scripts, billed, flavour),
    inband: () => [sse(openaiError(new Refusal(500, '')))],
    billed,
    weight: {
      output: scripts.reduce((sum, script) => sum + countChunks({ ...script, reasoning: [] }), 0),
      reasoning: shown ? scripts.reduce((sum, script) => sum + script.reasoning.length, 0) : 0,
    },
  }
}

/** Only compatible servers show their reasoning in chat; OpenAI counts it and keeps it. */
function showsReasoning(call: Call): boolean {
  return (call.knobs.reasoning ?? 0) > 0
}

function head(call: Call, object: string): object {
  return {
    id: `chatcmpl-${idText(call.nonce, 29)}`,
    object,
    created: Math.floor(call.clock.wall() / 1_000),
    model: call.model,
  }
}

function whole(
  call: Call,
  scripts: readonly Script[],
  billed: Billed,
  flavour: ChatFlavour,
): object {
  return {
    choices: scripts.map((script, index) => ({
      index,
      message: {
        role: 'assistant',
        ...contentOf(script),
        ...(showsReasoning(call) && script.reasoning.length > 0
          ? { [flavour.reasoning]: script.reasoning.join('') }
          : {}),
        ...(script.calls.length > 0 ? { tool_calls: toolCalls(call, script, index) } : {}),
        annotations: [],
      },
      logprobs: null,
      finish_reason: finishName(script.finish),
    })),
    usage: chatUsage(billed),
    service_tier: 'default',
    system_fingerprint: 'fp_demo',
  }
}

function contentOf(script: Script): object {
  const text = script.text.join('')
  if (script.finish === 'refusal') return { content: null, refusal: text }
  return { content: script.calls.length > 0 && text === '' ? null : text, refusal: null }
}

function callId(call: Call, choice: number, index: number): string {
  return `call_${idText(`${call.nonce}/${choice}/${index}`, 24)}`
}

function toolCalls(call: Call, script: Script, choice: number): readonly object[] {
  return script.calls.map(({ kind, name, json }, index) => ({
    id: callId(call, choice, index),
    type: kind,
    ...(kind === 'custom'
      ? { custom: { name, input: json } }
      : { function: { name, arguments: json } }),
  }))
}

/** The chat name of a finish. */
function finishName(finish: Finish): string {
  switch (finish) {
    case 'stop':
    case 'stop-sequence':
    case 'refusal':
      return 'stop'
    case 'length':
      return 'length'
    case 'tool-calls':
      return 'tool_calls'
    case 'filter':
      return 'content_filter'
  }
}

/** OpenAI's sums: cached is inside prompt, reasoning inside completion. */
export function chatUsage({ input, cacheRead, cacheWrite, output, reasoning }: Billed): object {
  const prompt = input + cacheRead + cacheWrite
  return {
    prompt_tokens: prompt,
    completion_tokens: output + reasoning,
    total_tokens: prompt + output + reasoning,
    prompt_tokens_details: {
      cached_tokens: cacheRead,
      audio_tokens: 0,
      ...(cacheWrite > 0 ? { cache_write_tokens: cacheWrite } : {}),
    },
    completion_tokens_details: {
      reasoning_tokens: reasoning,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  }
}

function* chatFrames(
  call: Call,
  scripts: readonly Script[],
  billed: Billed,
  flavour: ChatFlavour,
): Generator<Frame> {
  const withUsage = asObject(call.body['stream_options'])['include_usage'] === true
  const base = {
    ...head(call, 'chat.completion.chunk'),
    service_tier: 'default',
    system_fingerprint: 'fp_demo',
  }
  const tail = withUsage ? { usage: null } : {}
  const chunk = (index: number, delta: object, tokens: Omit<Frame, 'bytes'> = {}): Frame =>
    sse(
      { ...base, choices: [{ index, delta, logprobs: null, finish_reason: null }], ...tail },
      tokens,
    )
  for (const index of scripts.keys()) {
    yield chunk(index, { role: 'assistant', content: '', refusal: null })
  }
  for (const [index, script] of scripts.entries()) {
    if (showsReasoning(call)) {
      for (const piece of script.reasoning) {
        yield chunk(index, { [flavour.reasoning]: piece, content: null }, REASONING)
      }
    }
    const field = script.finish === 'refusal' ? 'refusal' : 'content'
    for (const piece of script.text) yield chunk(index, { [field]: piece }, OUTPUT)
    yield* callFrames(call, script, index, chunk)
    const choice = { index, delta: {}, logprobs: null, finish_reason: finishName(script.finish) }
    yield sse({ ...base, choices: [choice], ...tail })
  }
  if (withUsage) yield sse({ ...base, choices: [], usage: chatUsage(billed) })
  yield sse('[DONE]')
}

function* callFrames(
  call: Call,
  script: Script,
  choice: number,
  chunk: (index: number, delta: object, tokens?: Omit<Frame, 'bytes'>) => Frame,
): Generator<Frame> {
  for (const [index, { kind, name, pieces }] of script.calls.entries()) {
    const field = kind === 'custom' ? 'input' : 'arguments'
    const id = callId(call, choice, index)
    const first = { index, id, type: kind, [kind]: { name, [field]: '' } }
    yield chunk(choice, { tool_calls: [first] })
    for (const piece of pieces) {
      yield chunk(choice, { tool_calls: [{ index, [kind]: { [field]: piece } }] }, OUTPUT)
    }
  }
}
