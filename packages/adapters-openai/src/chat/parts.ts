import type { JsonObject, JsonValue, Part } from '@signalbox/core'
import { isJsonObject } from '@signalbox/core'

import { isList, objects, omit, text } from '../json-fields.ts'
import { decodeMedia } from './media.ts'
import { chatWire, withOwn } from './own-fields.ts'

/** What a message's `content` holds, and a note when it holds nothing. */
export interface DecodedContent {
  readonly parts: readonly Part[]
  readonly notes: JsonObject
}

/** `content` as parts; a part that was written as one has own fields, a plain string has none. */
export function decodeContent(content: JsonValue | undefined): DecodedContent {
  if (typeof content === 'string' && content !== '')
    return { parts: [{ type: 'text', text: content }], notes: {} }
  if (isList(content) && content.length > 0) return { parts: content.map(decodePart), notes: {} }
  return { parts: [], notes: content === undefined ? {} : { $content: content } }
}

function decodePart(value: JsonValue): Part {
  if (!isJsonObject(value)) return { type: 'opaque', wire: chatWire, kind: '', value }
  const cache = decodeCache(value['cache_control'])
  const part = cache === undefined ? value : omit(value, ['cache_control'])
  const decoded = decodeTyped(part)
  return decoded === undefined
    ? { type: 'opaque', wire: chatWire, kind: text(value, 'type') ?? '', value }
    : { ...decoded, ...(cache === undefined ? {} : { cache }) }
}

function decodeTyped(part: JsonObject): Part | undefined {
  const { type } = part
  if (type === 'text' && typeof part['text'] === 'string')
    return { type, text: part['text'], ...withOwn(omit(part, ['type', 'text'])) }
  if (type === 'refusal' && typeof part['refusal'] === 'string')
    return { type, text: part['refusal'], ...withOwn(omit(part, ['type', 'refusal'])) }
  return type === 'thinking' ? decodeThinking(part) : decodeMedia(part)
}

function decodeThinking(part: JsonObject): Part | undefined {
  const { thinking, signature } = part
  const chunks = objects(thinking)
  if (!isList(thinking) || chunks.some((chunk) => typeof chunk['text'] !== 'string'))
    return undefined
  const taken = ['type', 'thinking', typeof signature === 'string' ? 'signature' : '']
  return {
    type: 'reasoning',
    form: 'full',
    text: chunks.map((chunk) => text(chunk, 'text') ?? '').join(''),
    ...(typeof signature === 'string'
      ? {
          continuity: {
            data: signature,
            kind: 'signature',
            issuer: { wire: chatWire, provider: '', model: '' },
          },
        }
      : {}),
    ...withOwn({
      ...omit(part, taken),
      $thinking: chunks.map((chunk) => text(chunk, 'text')?.length ?? 0),
    }),
  }
}

const ttls: ReadonlySet<JsonValue | undefined> = new Set(['5m', '30m', '1h', '12h'])

/** A cache breakpoint, when it says nothing that the model cannot hold. */
export function decodeCache(
  control: JsonValue | undefined,
): { readonly ttl?: '5m' | '30m' | '1h' | '12h' } | undefined {
  if (!isJsonObject(control) || control['type'] !== 'ephemeral') return undefined
  const { ttl } = control
  if (Object.keys(control).length === 1) return {}
  if (Object.keys(control).length > 2 || !ttls.has(ttl)) return undefined
  return { ttl: ttl as '5m' | '30m' | '1h' | '12h' }
}
