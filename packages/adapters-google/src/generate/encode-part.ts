import {
  parseJsonObject,
  acceptsToken,
  isJsonObject,
  type ContinuityToken,
  type JsonObject,
  type Part,
  type Target,
  type ToolCallPart,
  type ToolResultPart,
} from '@signalbox/core'

import { isMadeUpCallId } from '../wire/call-id.ts'
import { generateWire } from '../wire/names.ts'
import { overlay } from '../wire/objects.ts'
import { serverFields } from './decode-part.ts'
import type { FunctionNames } from './function-names.ts'
import { encodeMedia } from './media.ts'
import { encodeToolOutput, textOfParts } from './tool-result.ts'
import type { Losses } from './warnings.ts'

/** What encoding a part needs to know; towards a client there is no target and every token passes. */
export interface PartTarget {
  readonly target?: Target | undefined
  readonly names: FunctionNames
  /** The client speaks this wire itself: what it sent is not tidied up. */
  readonly own: boolean
  readonly lost: Losses
  nameOfCall(callId: string): string | undefined
}

/** A part as this wire's parts: none when it cannot be said here, more for results with media. */
export function encodePart(part: Part, path: string, to: PartTarget): readonly JsonObject[] {
  const { lost } = to
  lost.foreign(path, part.extensions)
  const token = acceptedToken(part.continuity, to)
  switch (part.type) {
    case 'text':
    case 'refusal':
      if (part.text === '' && token === undefined && !to.own) return []
      return [finished({ text: part.text }, part, token)]
    case 'reasoning':
      if (!to.own && token === undefined) return dropped(part.text !== '', path, lost)
      if (part.continuity !== undefined && token === undefined)
        return dropped(part.text !== '', path, lost)
      return [finished({ text: part.text, thought: true }, part, token)]
    case 'tool-call':
      return [finished({ functionCall: functionCall(part, path, to) }, part, token)]
    case 'tool-result':
      return functionResponse(part, path, to).map((value) => finished(value, part, token))
    case 'media': {
      const value = encodeMedia(part, to.target?.provider ?? '')
      if (value !== undefined) return [finished(value, part, token)]
      lost.add('dropped', path, 'The file is stored with another provider.')
      return []
    }
    case 'server-tool': {
      const { value } = part
      if (isJsonObject(value) && serverFields.some((field) => Object.hasOwn(value, field)))
        return [finished(value, part, token)]
      lost.add('dropped', path, `Google did not run the tool "${part.tool}".`)
      return []
    }
    case 'opaque':
      if (part.wire === generateWire && isJsonObject(part.value)) return [part.value]
      lost.add('dropped', path, `Google has no "${part.kind}" parts.`)
      return []
    case 'reference':
      lost.add('dropped', path, 'Google keeps no items to refer to.')
      return []
  }
}

function dropped(text: boolean, path: string, lost: Losses): readonly JsonObject[] {
  if (text) lost.add('dropped', path, 'Reasoning of another provider cannot be replayed.')
  return []
}

function acceptedToken(token: ContinuityToken | undefined, to: PartTarget): string | undefined {
  if (token === undefined) return undefined
  if (to.target === undefined) return token.data
  return acceptsToken(token, generateWire, to.target) ? token.data : undefined
}

function finished(value: JsonObject, part: Part, token: string | undefined): JsonObject {
  return {
    ...overlay(value, part.extensions?.[generateWire]),
    ...(token === undefined ? {} : { thoughtSignature: token }),
  }
}

function functionCall(part: ToolCallPart, path: string, to: PartTarget): JsonObject {
  const id = isMadeUpCallId(part.callId) || part.callId === '' ? {} : { id: part.callId }
  const name = to.names.toWire(part.name, part.namespace)
  if (part.kind === 'custom') return { ...id, name, args: { input: part.arguments } }
  if (part.arguments === '') return { ...id, name, ...(to.own ? {} : { args: {} }) }
  const args = parseJsonObject(part.arguments)
  if (args === undefined)
    to.lost.add('lossy', path, 'Arguments that are not a JSON object were left out.')
  return { ...id, name, args: args ?? {} }
}

function functionResponse(
  part: ToolResultPart,
  path: string,
  to: PartTarget,
): readonly JsonObject[] {
  const name = to.names.toWire(part.name ?? to.nameOfCall(part.callId) ?? part.callId)
  const id = isMadeUpCallId(part.callId) || part.callId === '' ? {} : { id: part.callId }
  const texts = part.content.filter((inner) => inner.type === 'text' || inner.type === 'refusal')
  const others = part.content.filter((inner) => inner.type !== 'text' && inner.type !== 'refusal')
  const parts = others.flatMap((inner, i) => encodePart(inner, `${path}.content.${String(i)}`, to))
  const bare = to.own && texts.length === 0
  const response = bare ? {} : encodeToolOutput(textOfParts(texts), part.isError === true)
  const value = { ...id, name, response }
  if (parts.length === 0) return [{ functionResponse: value }]
  if (to.own || to.target?.capabilities?.reasoning !== 'budget')
    return [{ functionResponse: { ...value, parts } }]
  to.lost.add('emulated', path, 'Media of a tool result follows it as parts of the turn.')
  return [{ functionResponse: value }, ...parts]
}
