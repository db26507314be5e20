import type { JsonObject, JsonValue, Message, Part, TextPart } from '@signalbox/core'
import { isJsonObject } from '@signalbox/core'

import { isList, omit, orNothing, text } from '../json-fields.ts'
import { toAnnotation } from './annotations.ts'
import type { ItemContext } from './item-context.ts'
import { decodeMedia, encodeMedia } from './media.ts'
import { ownFields, responsesWire, withOwn } from './own-fields.ts'

type Role = Message['role']

/** The content of a message or a tool result; a plain string is a text part with empty own fields. */
export function decodeContent(role: Role, content: JsonValue | undefined): readonly Part[] {
  if (typeof content === 'string')
    return [{ type: 'text', text: content, ...withOwn({}) } satisfies TextPart]
  if (!isList(content)) return []
  return content.filter(isJsonObject).map((part) => decodeContentPart(role, part))
}

/** Whether a value is content that can be read part by part. */
export function isContentValue(value: JsonValue | undefined): boolean {
  return typeof value === 'string' || (isList(value) && value.every(isJsonObject))
}

/** One content part of this wire; unknown ones stay whole. */
export function decodeContentPart(role: Role, part: JsonObject): Part {
  const type = text(part, 'type') ?? ''
  const value = text(part, 'text')
  if ((type === 'input_text' || type === 'output_text') && value !== undefined)
    return decodeText(role, type, part, value)
  const refusal = text(part, 'refusal')
  if (type === 'refusal' && refusal !== undefined)
    return {
      type: 'refusal',
      text: refusal,
      ...withOwn(orNothing(omit(part, ['type', 'refusal']))),
    }
  return (
    decodeMedia(part) ?? {
      type: 'opaque',
      wire: responsesWire,
      kind: `content.${type}`,
      value: part,
    }
  )
}

function decodeText(role: Role, type: string, part: JsonObject, value: string): TextPart {
  const annotations = part['annotations']
  const cites = isList(annotations) && annotations.length > 0 && annotations.every(isJsonObject)
  const cited = cites ? annotations : undefined
  const rest = omit(part, ['type', 'text', cited === undefined ? '' : 'annotations'])
  const plain = type === textType(role) && Object.keys(rest).length === 0
  const breakpoint = part['prompt_cache_breakpoint']
  const ttl = isJsonObject(breakpoint) ? breakpoint['ttl'] : undefined
  return {
    type: 'text',
    text: value,
    ...(cited === undefined ? {} : { citations: cited }),
    ...(isJsonObject(breakpoint) ? { cache: ttl === '30m' || ttl === '12h' ? { ttl } : {} } : {}),
    ...(plain ? {} : withOwn({ type, ...rest })),
  }
}

/** Message content as this wire writes it: parts, or the string that it was. */
export function encodeContent(
  role: Role,
  parts: readonly Part[],
  context: ItemContext,
  path: string,
): string | readonly JsonObject[] {
  const only = parts.length === 1 ? parts[0] : undefined
  if (only?.type === 'text' && isPlainText(only)) return only.text
  return parts.flatMap((part, index) => {
    const encoded = encodeContentPart(role, part, context, `${path}.${String(index)}`)
    return encoded === undefined ? [] : [encoded]
  })
}

/** Whether the text was written as a bare string instead of a list of parts. */
export function isPlainText(part: TextPart): boolean {
  const own = ownFields(part)
  return own !== undefined && own['type'] === undefined
}

/** One content part, or undefined (with a warning) when this wire has no place for it. */
export function encodeContentPart(
  role: Role,
  part: Part,
  context: ItemContext,
  path: string,
): JsonObject | undefined {
  const own = ownFields(part)
  switch (part.type) {
    case 'text': {
      const type = text(own ?? {}, 'type') ?? textType(role)
      const cited = context.reply && own === undefined
      const citations = cited
        ? part.citations?.map(toAnnotation).filter((entry) => entry !== undefined)
        : context.native
          ? part.citations
          : undefined
      const annotations = citations === undefined ? {} : { annotations: citations }
      return { ...own, type, text: part.text, ...annotations }
    }
    case 'refusal':
      return { ...own, type: 'refusal', refusal: part.text }
    case 'media':
      if (role !== 'assistant') return encodeMedia(part, context, path)
      context.warn('dropped', path, `An assistant message cannot hold this ${part.kind}.`)
      return undefined
    case 'opaque':
      if (part.wire === responsesWire && isJsonObject(part.value)) return part.value
      context.warn('dropped', path, `"${part.kind}" is known to another wire only.`)
      return undefined
    case 'reasoning':
    case 'tool-call':
    case 'tool-result':
    case 'server-tool':
    case 'reference':
      context.warn('dropped', path, `A ${part.type} part cannot stand inside a message.`)
      return undefined
  }
}

function textType(role: Role): 'output_text' | 'input_text' {
  return role === 'assistant' ? 'output_text' : 'input_text'
}
