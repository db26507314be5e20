import {
  isJsonObject,
  stringify,
  type ContinuityToken,
  type JsonObject,
  type JsonValue,
  type MediaPart,
  type Part,
  type ReasoningPart,
} from '@signalbox/core'

import { wire } from './own-fields.ts'

/** Content blocks of an answer as parts, in order; a block newer than the model stays opaque. */
export function decodeBlocks(blocks: readonly JsonValue[]): readonly Part[] {
  return blocks.flatMap((block) => {
    if (!isJsonObject(block)) return [opaque('unknown', block)]
    // Some models begin with an empty text: a stream of the same answer has none.
    return block['text'] === '' ? [] : [decodeBlock(block)]
  })
}

/** One content block as a part. */
export function decodeBlock(block: JsonObject): Part {
  const { text, toolUse, toolResult, reasoningContent, citationsContent } = block
  if (typeof text === 'string') return { type: 'text', text }
  if (isJsonObject(toolUse)) return decodeCall(toolUse, block)
  if (isJsonObject(toolResult)) return decodeServerResult(toolResult, block)
  if (isJsonObject(reasoningContent)) return decodeReasoning(reasoningContent, block)
  if (isJsonObject(citationsContent)) return decodeCited(citationsContent, block)
  return decodeImage(block) ?? opaque(kindOf(block), block)
}

/** A token of this wire; answers name neither provider nor model. */
export function tokenOf(data: string, kind: ContinuityToken['kind']): ContinuityToken {
  return { data, kind, issuer: { wire, provider: '', model: '' } }
}

/** Whether a call is one that the provider runs itself. */
export function isServerCall({ type }: JsonObject): boolean {
  return type === 'server_tool_use'
}

function decodeCall(toolUse: JsonObject, block: JsonObject): Part {
  const { toolUseId: callId, name, input } = toolUse
  if (typeof callId !== 'string' || typeof name !== 'string') return opaque('toolUse', block)
  if (isServerCall(toolUse))
    return { type: 'server-tool', phase: 'call', tool: name, callId, value: block }
  const text = input === undefined || input === null ? '{}' : stringify(input)
  return { type: 'tool-call', kind: 'function', callId, name, arguments: text }
}

function decodeServerResult({ toolUseId, type }: JsonObject, block: JsonObject): Part {
  if (typeof toolUseId !== 'string') return opaque('toolResult', block)
  const tool = typeof type === 'string' ? type.replace(/_result$/, '') : 'unknown'
  return { type: 'server-tool', phase: 'result', tool, callId: toolUseId, value: block }
}

function decodeReasoning(content: JsonObject, block: JsonObject): Part {
  const { reasoningText, redactedContent } = content
  if (typeof redactedContent === 'string') return redacted(redactedContent)
  if (!isJsonObject(reasoningText)) return opaque('reasoningContent', block)
  const { text, signature } = reasoningText
  return {
    type: 'reasoning',
    form: 'full',
    text: typeof text === 'string' ? text : '',
    ...(typeof signature === 'string' ? { continuity: tokenOf(signature, 'signature') } : {}),
  }
}

/** Thinking that only the provider can read. */
export function redacted(data: string): ReasoningPart {
  return { type: 'reasoning', form: 'redacted', text: '', continuity: tokenOf(data, 'redacted') }
}

function decodeCited({ content, citations }: JsonObject, block: JsonObject): Part {
  if (!Array.isArray(content)) return opaque('citationsContent', block)
  const text = content
    .map((piece: JsonValue) => (isJsonObject(piece) ? piece['text'] : undefined))
    .filter((piece) => typeof piece === 'string')
    .join('')
  return {
    type: 'text',
    text,
    ...(Array.isArray(citations) ? { citations: citations.filter(isJsonObject) } : {}),
  }
}

/** An image that the model made. */
function decodeImage({ image }: JsonObject): MediaPart | undefined {
  if (!isJsonObject(image)) return undefined
  const { format, source } = image
  const bytes = isJsonObject(source) ? source['bytes'] : undefined
  if (typeof bytes !== 'string' || typeof format !== 'string') return undefined
  return {
    type: 'media',
    kind: 'image',
    source: { type: 'base64', data: bytes, mediaType: `image/${format}` },
  }
}

function kindOf(block: JsonObject): string {
  return Object.keys(block)[0] ?? 'unknown'
}

function opaque(kind: string, value: JsonValue): Part {
  return { type: 'opaque', wire, kind, value }
}
