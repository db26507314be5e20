import type { JsonObject, Part, ReasoningPart } from '@signalbox/core'

import { objects, omit, text } from '../json-fields.ts'
import { chatWire, note, withOwn } from './own-fields.ts'

/** The fields of a message that tell its reasoning as plain text. */
export const reasoningTextFields = ['reasoning_content', 'reasoning'] as const

/** What a message says of its reasoning, and which fields said it. */
export interface DecodedReasoning {
  readonly parts: readonly Part[]
  readonly fields: readonly string[]
}

/** `reasoning_content`, `reasoning` and `reasoning_details` as parts; details win over the text they repeat. */
export function decodeReasoning(message: JsonObject, model: string): DecodedReasoning {
  const fields: string[] = []
  const details = objects(message['reasoning_details'])
  const parts = details.map((detail) => decodeDetail(detail, model))
  if (details.length > 0) fields.push('reasoning_details')
  const told = parts.map((part) => (part.type === 'reasoning' ? part.text : '')).join('')
  let plain: ReasoningPart | undefined
  for (const field of reasoningTextFields) {
    const said = text(message, field)
    if (said === undefined || said === '') continue
    if (told === '' && plain === undefined) plain = { type: 'reasoning', text: said, form: 'full' }
    else if (said !== (told === '' ? plain?.text : told)) continue
    fields.push(field)
  }
  return { parts: plain === undefined ? parts : [plain, ...parts], fields }
}

/** One entry of `reasoning_details`; unknown types stay whole. */
export function decodeDetail(detail: JsonObject, model: string): Part {
  const token = (kind: 'signature' | 'encrypted', data: string) => ({
    continuity: { data, kind, issuer: { wire: chatWire, provider: '', model } },
  })
  switch (text(detail, 'type') ?? '') {
    case 'reasoning.text': {
      const [body, signature] = [text(detail, 'text'), text(detail, 'signature')]
      const taken = ['type', body === undefined ? '' : 'text', signature ? 'signature' : '']
      return {
        type: 'reasoning',
        form: 'full',
        text: body ?? '',
        ...(signature ? token('signature', signature) : {}),
        ...withOwn({ $detail: omit(detail, taken) }),
      }
    }
    case 'reasoning.summary':
      return {
        type: 'reasoning',
        form: 'summary',
        text: text(detail, 'summary') ?? '',
        ...withOwn({ $detail: omit(detail, ['type', 'summary']) }),
      }
    case 'reasoning.encrypted':
      return {
        type: 'reasoning',
        form: 'redacted',
        text: '',
        ...token('encrypted', text(detail, 'data') ?? ''),
        ...withOwn({ $detail: omit(detail, ['type', 'data']) }),
      }
    default:
      return {
        type: 'opaque',
        wire: chatWire,
        kind: text(detail, 'type') ?? '',
        value: detail,
        ...withOwn({ $detail: {} }),
      }
  }
}

/** A reasoning part as an entry of `reasoning_details`. */
export function encodeDetail(part: Part, index: number): JsonObject | undefined {
  if (part.type === 'opaque')
    return note(part, 'detail') === undefined ? undefined : (part.value as JsonObject)
  if (part.type !== 'reasoning') return undefined
  const kept = note(part, 'detail')
  const rest = kept === undefined ? { index } : (kept as JsonObject)
  const data = part.continuity?.data
  if (part.form === 'redacted' || (part.text === '' && part.continuity?.kind === 'encrypted'))
    return { ...rest, type: 'reasoning.encrypted', data: data ?? '' }
  const signature = data === undefined ? {} : { signature: data }
  return part.form === 'summary'
    ? { ...rest, type: 'reasoning.summary', summary: part.text, ...signature }
    : { ...rest, type: 'reasoning.text', text: part.text, ...signature }
}

/** Whether a part can only be told by `reasoning_details`. */
export function needsDetail(part: Part): boolean {
  if (part.type === 'opaque') return note(part, 'detail') !== undefined
  if (part.type !== 'reasoning') return false
  return (
    part.continuity !== undefined || part.form === 'redacted' || note(part, 'detail') !== undefined
  )
}

/** The reasoning of a message as one text. */
export function reasoningText(parts: readonly Part[]): string {
  return parts.map((part) => (part.type === 'reasoning' ? part.text : '')).join('')
}
