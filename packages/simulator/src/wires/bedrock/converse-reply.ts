import type { Answer, Call, Frame } from '../../call.ts'
import type { Billed } from '../../journal.ts'
import { type JsonObject } from '../../json.ts'
import type { Prompt } from '../../prompt.ts'
import { idText } from '../../random.ts'
import { countChunks, writeScript, type Finish, type Script } from '../../script.ts'
import { OUTPUT, REASONING } from '../../sse.ts'
import { eventStreamMessage } from './event-stream.ts'

/** Answers a Converse request whole or as an event stream. */
export function converseAnswer(call: Call, prompt: Prompt, stream: boolean): Answer {
  const script = writeScript(prompt, call.knobs, call.seed)
  const billed = script.usage
  const metrics = { latencyMs: 12 }
  if (!stream) {
    const body = {
      output: { message: { role: 'assistant', content: contentBlocks(call, script) } },
      stopReason: stopReason(script.finish),
      usage: converseUsage(billed),
      metrics,
    }
    return { kind: 'whole', body, billed, chunks: countChunks(script) }
  }
  return {
    kind: 'stream',
    headers: { 'content-type': 'application/vnd.amazon.eventstream' },
    frames: converseFrames(call, script, metrics),
    inband: () => [exception('serviceUnavailableException', 'The service is not available.')],
    billed,
    weight: {
      output: countChunks({ ...script, reasoning: [] }),
      reasoning: script.reasoning.length,
    },
  }
}

function toolUseId(call: Call, index: number): string {
  return `tooluse_${idText(`${call.nonce}/${index}`, 22)}`
}

function signature(call: Call, script: Script): string {
  return call.seal.wrap('thinking', `shown\n${script.reasoning.join('')}`)
}

function contentBlocks(call: Call, script: Script): readonly JsonObject[] {
  const reasoningText = { text: script.reasoning.join(''), signature: signature(call, script) }
  return [
    ...(script.reasoning.length > 0 ? [{ reasoningContent: { reasoningText } }] : []),
    ...(script.text.length > 0 || script.calls.length === 0
      ? [{ text: script.text.join('') }]
      : []),
    ...script.calls.map(({ name, input }, index) => ({
      toolUse: { toolUseId: toolUseId(call, index), name, input },
    })),
  ]
}

function stopReason(finish: Finish): string {
  switch (finish) {
    case 'stop':
    case 'refusal':
      return 'end_turn'
    case 'length':
      return 'max_tokens'
    case 'tool-calls':
      return 'tool_use'
    case 'stop-sequence':
      return 'stop_sequence'
    case 'filter':
      return 'content_filtered'
  }
}

/** Bedrock's split: input excludes both cache fields, the total has them all. */
function converseUsage({ input, cacheRead, cacheWrite, output, reasoning }: Billed): JsonObject {
  return {
    inputTokens: input,
    outputTokens: output + reasoning,
    totalTokens: input + output + reasoning + cacheRead + cacheWrite,
    ...(cacheRead + cacheWrite > 0
      ? { cacheReadInputTokens: cacheRead, cacheWriteInputTokens: cacheWrite }
      : {}),
  }
}

function event(type: string, payload: JsonObject, tokens: Omit<Frame, 'bytes'> = {}): Frame {
  const headers = {
    ':event-type': type,
    ':content-type': 'application/json',
    ':message-type': 'event',
  }
  return { bytes: eventStreamMessage(headers, { ...payload, p: 'abcdefgh' }), ...tokens }
}

function exception(type: string, message: string): Frame {
  const headers = {
    ':exception-type': type,
    ':content-type': 'application/json',
    ':message-type': 'exception',
  }
  return { bytes: eventStreamMessage(headers, { message }) }
}

function* converseFrames(call: Call, script: Script, metrics: JsonObject): Generator<Frame> {
  yield event('messageStart', { role: 'assistant' })
  let contentBlockIndex = 0
  const delta = (value: JsonObject, tokens?: Omit<Frame, 'bytes'>): Frame =>
    event('contentBlockDelta', { contentBlockIndex, delta: value }, tokens)
  const stop = (): Frame => event('contentBlockStop', { contentBlockIndex: contentBlockIndex++ })
  if (script.reasoning.length > 0) {
    for (const text of script.reasoning) yield delta({ reasoningContent: { text } }, REASONING)
    yield delta({ reasoningContent: { signature: signature(call, script) } })
    yield stop()
  }
  if (script.text.length > 0 || script.calls.length === 0) {
    for (const text of script.text) yield delta({ text }, OUTPUT)
    yield stop()
  }
  for (const [index, { name, pieces }] of script.calls.entries()) {
    const toolUse = { toolUseId: toolUseId(call, index), name }
    yield event('contentBlockStart', { contentBlockIndex, start: { toolUse } })
    for (const input of pieces) yield delta({ toolUse: { input } }, OUTPUT)
    yield stop()
  }
  yield event('messageStop', { stopReason: stopReason(script.finish) })
  yield event('metadata', { usage: converseUsage(script.usage), metrics })
}
