import type { JsonObject, JsonValue, Message, Part } from '@signalbox/core'
import { GatewayError, isJsonObject } from '@signalbox/core'

import { isList, objects, omit, text } from '../json-fields.ts'
import { decodeMedia } from './media.ts'
import { chatWire, ownFields, withOwn } from './own-fields.ts'
import { decodeContent } from './parts.ts'
import { decodeReasoning } from './reasoning.ts'
import { argumentsText, decodeToolCall, madeCallId } from './tool-calls.ts'

/** The messages of a request. */
export function decodeMessages(messages: readonly JsonObject[]): readonly Message[] {
  let legacyId = ''
  return messages.map((message, index) => {
    const place = String(index)
    const role = text(message, 'role') ?? ''
    switch (role) {
      case 'system':
      case 'developer':
      case 'user':
        return decodePlain(message, role)
      case 'assistant':
        if (isJsonObject(message['function_call'])) legacyId = madeCallId('', place)
        return decodeAssistant(message, { answer: '', place, model: '' })
      case 'tool':
        return decodeResult(message, text(message, 'tool_call_id') ?? '', 'tool_call_id')
      case 'function':
        return decodeResult(message, legacyId, '')
      default:
        throw new GatewayError(
          'invalid_request',
          `"${role}" is not a role; use developer, system, user, assistant or tool.`,
          { origin: 'client', param: `messages.${place}.role` },
        )
    }
  })
}

function decodePlain(message: JsonObject, role: 'system' | 'developer' | 'user'): Message {
  const { parts, notes } = decodeContent(message['content'])
  return { role, content: parts, ...rest(message, ['role', 'content'], notes) }
}

function decodeResult(message: JsonObject, callId: string, idField: string): Message {
  const { parts, notes } = decodeContent(message['content'])
  const name = text(message, 'name')
  const part: Part = {
    type: 'tool-result',
    callId,
    ...(name === undefined ? {} : { name }),
    content: parts,
  }
  const legacy = idField === '' ? { $legacy: true } : {}
  const taken = ['role', 'content', idField]
  return { role: 'tool', content: [part], ...rest(message, taken, { ...notes, ...legacy }) }
}

function rest(message: JsonObject, taken: readonly string[], notes: JsonObject) {
  const name = text(message, 'name')
  const left = omit(message, [...taken, name === undefined ? '' : 'name'])
  return { ...(name === undefined ? {} : { name }), ...withOwn({ ...left, ...notes }) }
}

/** Where a message stands: for the ids that it lacks, and for its tokens. */
export interface MessagePlace {
  readonly answer: string
  readonly place: string
  readonly model: string
  /** The media type of its sound, which only the request tells. */
  readonly sound?: string | undefined
}

/** An assistant message of a request, or of an answer. */
export function decodeAssistant(message: JsonObject, at: MessagePlace): Message {
  const reasoning = decodeReasoning(message, at.model)
  const content = decodeContent(message['content'])
  const taken = ['role', 'content', ...reasoning.fields]
  const parts: Part[] = [...reasoning.parts, ...content.parts]
  cite(parts, message['annotations'], taken)
  if (typeof message['refusal'] === 'string' && message['refusal'] !== '') {
    parts.push({ type: 'refusal', text: message['refusal'] })
    taken.push('refusal')
  }
  const sound = decodeSound(message['audio'], at)
  if (sound !== undefined) {
    parts.push(sound)
    taken.push('audio')
  }
  const images = decodeImages(message['images'])
  if (images.length > 0) {
    parts.push(...images)
    taken.push('images')
  }
  const calls = message['tool_calls']
  if (isList(calls) && calls.length > 0) {
    for (const [index, call] of objects(calls).entries()) {
      const madeId = madeCallId(at.answer, `${at.place}.${String(index)}`)
      parts.push(decodeToolCall(call, madeId, at.model))
    }
    taken.push('tool_calls')
  }
  const legacy = decodeLegacyCall(message['function_call'], at)
  if (legacy !== undefined) {
    parts.push(legacy)
    taken.push('function_call')
  }
  const fields = reasoning.fields.length === 0 ? {} : { $reasoning: reasoning.fields }
  return {
    role: 'assistant',
    content: parts,
    ...rest(message, taken, { ...content.notes, ...fields }),
  }
}

function cite(parts: Part[], annotations: JsonValue | undefined, taken: string[]): void {
  const citations = objects(annotations)
  const at = parts.findLastIndex((part) => part.type === 'text')
  const part = parts[at]
  if (citations.length === 0 || part === undefined) return
  parts[at] = { ...part, citations }
  taken.push('annotations')
}

/** A reply's sound holds bytes; a request's only names an earlier one. */
function decodeSound(audio: JsonValue | undefined, at: MessagePlace): Part | undefined {
  if (!isJsonObject(audio)) return undefined
  const [id, data] = [text(audio, 'id'), text(audio, 'data')]
  if (id === undefined || id === '') return undefined
  if (data === undefined) return { type: 'opaque', wire: chatWire, kind: 'audio', value: audio }
  return {
    type: 'media',
    kind: 'audio',
    source: { type: 'base64', data, mediaType: at.sound ?? 'audio/wav' },
    continuity: {
      data: id,
      kind: 'audio',
      issuer: { wire: chatWire, provider: '', model: at.model },
    },
    ...withOwn(omit(audio, ['id', 'data'])),
  }
}

function decodeImages(images: JsonValue | undefined): readonly Part[] {
  const decoded = objects(images).map(decodeMedia)
  const known = decoded.filter((image) => image !== undefined)
  if (known.length < decoded.length) return []
  return known.map((image) => ({ ...image, ...withOwn({ ...ownFields(image), $images: true }) }))
}

function decodeLegacyCall(call: JsonValue | undefined, at: MessagePlace): Part | undefined {
  if (!isJsonObject(call)) return undefined
  const name = text(call, 'name')
  if (name === undefined || name === '') return undefined
  return {
    type: 'tool-call',
    callId: madeCallId(at.answer, at.place),
    name,
    kind: 'function',
    arguments: argumentsText(call['arguments']),
    ...withOwn({ $legacy: true }),
  }
}
