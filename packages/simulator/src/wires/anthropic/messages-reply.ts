import type { Answer, Call, Frame } from '../../call.ts'
import type { Billed } from '../../journal.ts'
import { asObject, type JsonObject } from '../../json.ts'
import type { Prompt } from '../../prompt.ts'
import { idText } from '../../random.ts'
import { Refusal } from '../../refusal.ts'
import { countChunks, writeScript, type Finish, type Script } from '../../script.ts'
import { EVENT_STREAM, OUTPUT, REASONING, sse } from '../../sse.ts'
import { anthropicError, requestIdOf } from './errors.ts'

/** Answers a Messages request whole or as a stream. */
export function messagesAnswer(call: Call, prompt: Prompt): Answer {
  const script = writeScript(prompt, call.knobs, call.seed)
  const blocks = contentBlocks(call, script)
  const billed = script.usage
  if (call.body['stream'] !== true) {
    const content = blocks.map(({ block }) => block)
    const body = { ...message(call, content), ...ending(script), usage: messagesUsage(billed) }
    return { kind: 'whole', body, billed, chunks: countChunks(script) }
  }
  const hidden = omitsThinking(call)
  return {
    kind: 'stream',
    headers: EVENT_STREAM,
    frames: messageFrames(call, script, blocks),
    inband: () => [sse(anthropicError(new Refusal(529, ''), requestIdOf(call)), {}, 'error')],
    billed,
    weight: {
      output: countChunks({ ...script, reasoning: [] }),
      reasoning: hidden ? 0 : script.reasoning.length,
    },
  }
}

interface Block {
  /** As a whole answer has it. */
  readonly block: JsonObject
  /** As `content_block_start` has it. */
  readonly start: JsonObject
  readonly deltas: readonly (readonly [delta: JsonObject, tokens: Omit<Frame, 'bytes'>])[]
}

function omitsThinking({ body }: Call): boolean {
  return asObject(body['thinking'])['display'] === 'omitted'
}

function contentBlocks(call: Call, script: Script): readonly Block[] {
  const blocks: Block[] = []
  if (script.reasoning.length > 0) blocks.push(thinkingBlock(call, script))
  if (script.text.length > 0 || script.calls.length === 0) {
    const text = script.text.join('')
    blocks.push({
      block: { type: 'text', text },
      start: { type: 'text', text: '' },
      deltas: script.text.map((piece) => [{ type: 'text_delta', text: piece }, OUTPUT]),
    })
  }
  for (const [index, { name, input, pieces }] of script.calls.entries()) {
    const head = { type: 'tool_use', id: `toolu_01${idText(`${call.nonce}/${index}`, 22)}`, name }
    blocks.push({
      block: { ...head, input },
      start: { ...head, input: {} },
      deltas: [
        [{ type: 'input_json_delta', partial_json: '' }, {}],
        ...pieces.map(
          (partial_json) => [{ type: 'input_json_delta', partial_json }, OUTPUT] as const,
        ),
      ],
    })
  }
  return blocks
}

function thinkingBlock(call: Call, script: Script): Block {
  const text = script.reasoning.join('')
  const omitted = omitsThinking(call)
  const signature = call.seal.wrap('thinking', `${omitted ? 'omitted' : 'shown'}\n${text}`)
  const shown = omitted ? [] : script.reasoning
  return {
    block: { type: 'thinking', thinking: shown.join(''), signature },
    start: { type: 'thinking', thinking: '', signature: '' },
    deltas: [
      ...shown.map((thinking) => [{ type: 'thinking_delta', thinking }, REASONING] as const),
      [{ type: 'signature_delta', signature }, {}],
    ],
  }
}

function message(call: Call, content: readonly JsonObject[]): JsonObject {
  return {
    id: `msg_01${idText(call.nonce, 22)}`,
    type: 'message',
    role: 'assistant',
    model: call.model,
    content,
    stop_reason: null,
    stop_sequence: null,
    stop_details: null,
  }
}

function ending(script: Script): JsonObject {
  const refused = script.finish === 'refusal' || script.finish === 'filter'
  return {
    stop_reason: stopReason(script.finish),
    stop_sequence: script.stopSequence ?? null,
    stop_details: refused
      ? { type: 'refusal', category: 'general_harms', explanation: 'DEMO' }
      : null,
  }
}

function stopReason(finish: Finish): string {
  switch (finish) {
    case 'stop':
      return 'end_turn'
    case 'length':
      return 'max_tokens'
    case 'tool-calls':
      return 'tool_use'
    case 'stop-sequence':
      return 'stop_sequence'
    case 'filter':
    case 'refusal':
      return 'refusal'
  }
}

/** Anthropic's split: input excludes both cache fields, output includes thinking. */
function messagesUsage({ input, cacheRead, cacheWrite, output, reasoning }: Billed): JsonObject {
  return {
    input_tokens: input,
    cache_creation_input_tokens: cacheWrite,
    cache_read_input_tokens: cacheRead,
    cache_creation: { ephemeral_5m_input_tokens: cacheWrite, ephemeral_1h_input_tokens: 0 },
    output_tokens: output + reasoning,
    ...(reasoning > 0 ? { output_tokens_details: { thinking_tokens: reasoning } } : {}),
    service_tier: 'standard',
  }
}

function* messageFrames(call: Call, script: Script, blocks: readonly Block[]): Generator<Frame> {
  const emit = (type: string, data: JsonObject, tokens: Omit<Frame, 'bytes'> = {}): Frame =>
    sse({ type, ...data }, tokens, type)
  const usage = messagesUsage(script.usage)
  const { output_tokens_details: _later, ...known } = usage
  const early = { ...message(call, []), usage: { ...known, output_tokens: 1 } }
  yield emit('message_start', { message: early })
  for (const [index, { start, deltas }] of blocks.entries()) {
    yield emit('content_block_start', { index, content_block: start })
    if (index === 0) yield emit('ping', {})
    for (const [delta, tokens] of deltas)
      yield emit('content_block_delta', { index, delta }, tokens)
    yield emit('content_block_stop', { index })
  }
  yield emit('message_delta', { delta: ending(script), usage })
  yield emit('message_stop', {})
}
