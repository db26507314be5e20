import {
  isJsonObject,
  parseJsonObject,
  type JsonObject,
  type JsonValue,
  type PartSeed,
  type StreamEvent,
  type ToolCallPart,
} from '@signalbox/core'

import { decodeBlock, isServerCall, redacted, tokenOf } from './decode-content.ts'
import { unwrapInput, type Restored } from './restore-calls.ts'

/** One content block of a stream between its first sign and its stop. */
export interface OpenBlock {
  /** The events of a delta; undefined when it does not fit the block. */
  delta(delta: JsonObject): readonly StreamEvent[] | undefined
  /** The events of the block's end. */
  stop(): readonly StreamEvent[]
  /** The end of a block that was cut. */
  cut(): readonly StreamEvent[]
  readonly isCall: boolean
}

/** What opening a block needs to know. */
export interface OpenOptions {
  /** The part's index, taken when it is first told. */
  nextIndex(): number
  restore(part: ToolCallPart): Restored
}

const candidate = 0

/** Opens a block that was announced: a call, or what the provider ran or made itself. */
export function openStarted(
  start: JsonObject,
  options: OpenOptions,
): { block: OpenBlock; events: readonly StreamEvent[] } | undefined {
  const { toolUse, toolResult, image } = start
  if (isJsonObject(toolUse)) {
    const { toolUseId: callId, name } = toolUse
    if (isServerCall(toolUse)) return { block: serverCall(toolUse, options), events: [] }
    if (typeof callId !== 'string' || typeof name !== 'string') return undefined
    const part = { type: 'tool-call', kind: 'function', callId, name, arguments: '' } as const
    return openCall(options.restore(part), options)
  }
  if (isJsonObject(toolResult)) return { block: serverResult(toolResult, options), events: [] }
  return isJsonObject(image) ? { block: picture(image, options), events: [] } : undefined
}

/** Opens text or thinking, which begin with their first delta; undefined for what says nothing yet. */
export function openUnannounced(
  delta: JsonObject,
  options: OpenOptions,
): { block: OpenBlock; events: readonly StreamEvent[] } | undefined {
  const { text, citation, reasoningContent } = delta
  if ((typeof text === 'string' && text !== '') || isJsonObject(citation))
    return openText({ type: 'text' }, options)
  if (!isJsonObject(reasoningContent)) return undefined
  const { redactedContent } = reasoningContent
  if (typeof redactedContent !== 'string')
    return openText({ type: 'reasoning', form: 'full' }, options)
  const { text: _, ...seed } = redacted(redactedContent)
  return openText(seed, options)
}

function openText(
  part: Extract<PartSeed, { type: 'text' | 'reasoning' }>,
  options: OpenOptions,
): { block: OpenBlock; events: readonly StreamEvent[] } {
  const index = options.nextIndex()
  const end: readonly StreamEvent[] = [{ type: 'part-end', candidate, index }]
  const piece = (text: string): readonly StreamEvent[] =>
    text === '' ? [] : [{ type: 'part-delta', candidate, index, text }]
  return {
    events: [{ type: 'part-start', candidate, index, part }],
    block: {
      isCall: false,
      delta({ text, citation, reasoningContent }) {
        if (part.type === 'text') {
          if (typeof text === 'string') return piece(text)
          if (!isJsonObject(citation)) return undefined
          return [{ type: 'part-patch', candidate, index, fields: { citations: [citation] } }]
        }
        if (!isJsonObject(reasoningContent)) return undefined
        const { text: thought, signature } = reasoningContent
        if (typeof thought === 'string') return piece(thought)
        if (typeof signature !== 'string') return []
        const fields = { continuity: tokenOf(signature, 'signature') }
        return [{ type: 'part-patch', candidate, index, fields }]
      },
      stop: () => end,
      cut: () => end,
    },
  }
}

function openCall(
  restored: Restored,
  options: OpenOptions,
): { block: OpenBlock; events: readonly StreamEvent[] } {
  const index = options.nextIndex()
  const { arguments: _, ...seed } = restored.part
  const end: StreamEvent = { type: 'part-end', candidate, index }
  let text = ''
  const rest = (): readonly StreamEvent[] => {
    const whole = text === '' ? '{}' : text
    if (restored.as === 'custom')
      return [{ type: 'part-delta', candidate, index, text: unwrapInput(whole) }]
    return text === '' ? [{ type: 'part-delta', candidate, index, text: whole }] : []
  }
  const part: PartSeed = restored.as === 'answer' ? { type: 'text' } : seed
  return {
    events: [{ type: 'part-start', candidate, index, part }],
    block: {
      isCall: restored.as !== 'answer',
      delta({ toolUse }) {
        const piece = isJsonObject(toolUse) ? toolUse['input'] : undefined
        if (typeof piece !== 'string') return undefined
        text += piece
        if (piece === '' || restored.as === 'custom') return []
        return [{ type: 'part-delta', candidate, index, text: piece }]
      },
      stop: () => [...rest(), end],
      cut: () => [end],
    },
  }
}

function serverCall(toolUse: JsonObject, options: OpenOptions): OpenBlock {
  let json = ''
  return toldWhole(options, {
    take({ toolUse: more }) {
      const piece = isJsonObject(more) ? more['input'] : undefined
      if (typeof piece !== 'string') return false
      json += piece
      return true
    },
    whole: () => ({ toolUse: { ...toolUse, input: parseJsonObject(json) ?? json } }),
  })
}

function serverResult(toolResult: JsonObject, options: OpenOptions): OpenBlock {
  const content: JsonValue[] = []
  return toldWhole(options, {
    take({ toolResult: more }) {
      if (!Array.isArray(more)) return false
      content.push(...(more as readonly JsonValue[]))
      return true
    },
    whole: () => ({ toolResult: { ...toolResult, content } }),
  })
}

function picture(image: JsonObject, options: OpenOptions): OpenBlock {
  let made: JsonObject = image
  return toldWhole(options, {
    take(delta) {
      const more = delta['image']
      if (!isJsonObject(more)) return false
      made = { ...made, ...more }
      return true
    },
    whole: () => ({ image: made }),
  })
}

/** A block that means nothing before its end. */
function toldWhole(
  options: OpenOptions,
  { take, whole }: { take: (delta: JsonObject) => boolean; whole: () => JsonObject },
): OpenBlock {
  return {
    isCall: false,
    delta: (delta) => (take(delta) ? [] : undefined),
    stop() {
      const part = decodeBlock(whole())
      const index = options.nextIndex()
      return [
        { type: 'part-start', candidate, index, part },
        { type: 'part-end', candidate, index },
      ]
    },
    cut: () => [],
  }
}
