import type {
  ContinuityToken,
  JsonObject,
  Part,
  PartSeed,
  StreamEvent,
  TokenIssuer,
  ToolCallPart,
} from '@signalbox/core'
import { parseJsonObject } from '@signalbox/core'

import { decodeBlock } from './decode-content.ts'
import { unwrapInput, type Restored } from './restore-calls.ts'

/** One content block of a stream between its start and its stop. */
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
  readonly issuer: TokenIssuer
  /** The part's index, taken when it is first told. */
  nextIndex(): number
  restore(part: ToolCallPart): Restored
}

/** Opens a block: text, thinking and calls are told as they come, all others whole at their stop. */
export function openBlock(
  block: JsonObject,
  options: OpenOptions,
): { block: OpenBlock; events: readonly StreamEvent[] } {
  const part = decodeBlock(block, options.issuer)
  switch (part.type) {
    case 'text': {
      const { text, ...seed } = part
      return openText(seed, text, 'text_delta', 'text', options)
    }
    case 'reasoning': {
      const { text, ...seed } = part
      return openText(seed, text, 'thinking_delta', 'thinking', options)
    }
    case 'tool-call':
      return openCall(options.restore(part), options)
    case 'refusal':
    case 'media':
    case 'tool-result':
    case 'server-tool':
    case 'reference':
    case 'opaque':
      return { block: wholeBlock(block, options), events: [] }
  }
}

const candidate = 0

function openText(
  seed: PartSeed,
  text: string,
  deltaType: string,
  field: string,
  options: OpenOptions,
): { block: OpenBlock; events: readonly StreamEvent[] } {
  const index = options.nextIndex()
  const end: readonly StreamEvent[] = [{ type: 'part-end', candidate, index }]
  return {
    events: [
      { type: 'part-start', candidate, index, part: seed },
      ...(text === '' ? [] : [{ type: 'part-delta', candidate, index, text } as const]),
    ],
    block: {
      isCall: false,
      delta(delta) {
        const piece = delta['type'] === deltaType ? delta[field] : undefined
        if (typeof piece === 'string')
          return piece === '' ? [] : [{ type: 'part-delta', candidate, index, text: piece }]
        const fields = patchOf(delta, options.issuer)
        return fields === undefined ? undefined : [{ type: 'part-patch', candidate, index, fields }]
      },
      stop: () => end,
      cut: () => end,
    },
  }
}

function patchOf(delta: JsonObject, issuer: TokenIssuer): Partial<Part> | undefined {
  const { type, signature, citation } = delta
  if (type === 'signature_delta' && typeof signature === 'string') {
    const continuity: ContinuityToken = { data: signature, kind: 'signature', issuer }
    return { continuity }
  }
  if (type === 'citations_delta' && typeof citation === 'object' && citation !== null)
    return Array.isArray(citation) ? undefined : { citations: [citation as JsonObject] }
  return undefined
}

function openCall(
  restored: Restored,
  options: OpenOptions,
): { block: OpenBlock; events: readonly StreamEvent[] } {
  const index = options.nextIndex()
  const { arguments: whole, ...seed } = restored.part
  let text = ''
  const rest = (): readonly StreamEvent[] => {
    if (restored.as === 'custom')
      return [
        { type: 'part-delta', candidate, index, text: unwrapInput(text === '' ? whole : text) },
      ]
    return text === '' ? [{ type: 'part-delta', candidate, index, text: whole }] : []
  }
  const end: StreamEvent = { type: 'part-end', candidate, index }
  const part: PartSeed = restored.as === 'answer' ? { type: 'text' } : seed
  return {
    events: [{ type: 'part-start', candidate, index, part }],
    block: {
      isCall: restored.as !== 'answer',
      delta(delta) {
        const piece = delta['partial_json']
        if (delta['type'] !== 'input_json_delta' || typeof piece !== 'string') return undefined
        text += piece
        if (piece === '' || restored.as === 'custom') return []
        return [{ type: 'part-delta', candidate, index, text: piece }]
      },
      stop: () => [...rest(), end],
      cut: () => [end],
    },
  }
}

function wholeBlock(start: JsonObject, options: OpenOptions): OpenBlock {
  let block = start
  let json = ''
  return {
    isCall: false,
    delta(delta) {
      const { type, partial_json: piece, content } = delta
      if (type === 'input_json_delta' && typeof piece === 'string') json += piece
      else if (type === 'compaction_delta') {
        const before = block['content']
        const joined =
          typeof before === 'string' && typeof content === 'string' ? before + content : content
        block = { ...block, content: joined ?? before }
      } else return undefined
      return []
    },
    stop() {
      const input = json === '' ? undefined : parseJsonObject(json)
      const part = decodeBlock(input === undefined ? block : { ...block, input }, options.issuer)
      const index = options.nextIndex()
      return [
        { type: 'part-start', candidate, index, part },
        { type: 'part-end', candidate, index },
      ]
    },
    cut: () => [],
  }
}
