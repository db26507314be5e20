import type { Answer, Call, Frame } from '../../call.ts'
import { checkContext } from '../../check-context.ts'
import { asNumber, asObject } from '../../json.ts'
import { EMPTY_PROMPT, readText, type Prompt } from '../../prompt.ts'
import { idText } from '../../random.ts'
import { invalid, Refusal } from '../../refusal.ts'
import { countChunks, writeScript } from '../../script.ts'
import { EVENT_STREAM, OUTPUT, sse } from '../../sse.ts'
import { chatUsage } from './chat-reply.ts'
import { readStops } from './chat-request.ts'
import { openaiError } from './errors.ts'

/** `POST /completions`, the text-only ancestor of chat. */
export function completion(call: Call): Answer {
  const { body } = call
  if (call.strict && body['prompt'] === undefined) {
    throw invalid("Missing required parameter: 'prompt'.", 'prompt', 'missing_required_parameter')
  }
  const prompt: Prompt = {
    ...EMPTY_PROMPT,
    ...readText(body['prompt']),
    maxTokens: asNumber(body['max_tokens']) ?? 16,
    stops: readStops(body['stop']),
  }
  checkContext(prompt, call)
  const script = writeScript(prompt, { ...call.knobs, reasoning: 0 }, call.seed)
  const finish = script.finish === 'length' ? 'length' : 'stop'
  const base = {
    id: `cmpl-${idText(call.nonce, 29)}`,
    object: 'text_completion',
    created: Math.floor(call.clock.wall() / 1_000),
    model: call.model,
  }
  const choice = (text: string, finish_reason: string | null): object => ({
    text,
    index: 0,
    logprobs: null,
    finish_reason,
  })
  const usage = chatUsage(script.usage)
  const chunks = countChunks(script)
  if (body['stream'] !== true) {
    const choices = [choice(script.text.join(''), finish)]
    return { kind: 'whole', body: { ...base, choices, usage }, billed: script.usage, chunks }
  }
  const withUsage = asObject(body['stream_options'])['include_usage'] === true
  function* frames(): Generator<Frame> {
    for (const piece of script.text) yield sse({ ...base, choices: [choice(piece, null)] }, OUTPUT)
    yield sse({ ...base, choices: [choice('', finish)] })
    if (withUsage) yield sse({ ...base, choices: [], usage })
    yield sse('[DONE]')
  }
  return {
    kind: 'stream',
    headers: EVENT_STREAM,
    frames: frames(),
    inband: () => [sse(openaiError(new Refusal(500, '')))],
    billed: script.usage,
    weight: { output: chunks, reasoning: 0 },
  }
}
