import {
  stringify,
  isJsonObject,
  type ContinuityToken,
  type JsonObject,
  type JsonValue,
  type Part,
  type PartBase,
  type TokenIssuer,
} from '@signalbox/core'

import { decodeCache } from './cache.ts'
import { decodeSource } from './media.ts'
import { keep, omit, wire } from './own-fields.ts'

/** Who signs what a decoder reads; a client's request names no model. */
export function issuedBy(model: string): TokenIssuer {
  return { wire, provider: '', model }
}

/** Content blocks as parts, in order; a block newer than the model stays opaque. */
export function decodeBlocks(blocks: readonly JsonValue[], issuer: TokenIssuer): readonly Part[] {
  return blocks.map((block) =>
    isJsonObject(block)
      ? decodeBlock(block, issuer)
      : { type: 'opaque', wire, kind: 'unknown', value: block },
  )
}

/** One content block as a part. */
export function decodeBlock(block: JsonObject, issuer: TokenIssuer): Part {
  const { type } = block
  return (
    decodeSpeech(block, issuer) ??
    decodeToolBlock(block, issuer) ??
    decodeMediaBlock(block) ?? {
      type: 'opaque',
      wire,
      kind: typeof type === 'string' ? type : 'unknown',
      value: block,
    }
  )
}

function decodeSpeech(block: JsonObject, issuer: TokenIssuer): Part | undefined {
  const { type, text, thinking, signature, data, citations } = block
  if (type === 'text' && typeof text === 'string') {
    if (!isCitations(citations)) return { type: 'text', text, ...blockText(block, ['text']) }
    return { type: 'text', text, citations, ...blockText(block, ['text', 'citations']) }
  }
  if (type === 'thinking' && typeof thinking === 'string')
    return {
      type: 'reasoning',
      form: 'full',
      text: thinking,
      ...token(signature, 'signature', issuer),
      ...base(block, ['thinking', 'signature']),
    }
  if (type === 'redacted_thinking' && typeof data === 'string')
    return {
      type: 'reasoning',
      form: 'redacted',
      text: '',
      ...token(data, 'redacted', issuer),
      ...base(block, ['data']),
    }
  return undefined
}

function decodeToolBlock(block: JsonObject, issuer: TokenIssuer): Part | undefined {
  const { type, id, name, tool_use_id: callId } = block
  if (typeof type !== 'string') return undefined
  if (typeof id === 'string' && typeof name === 'string') {
    if (type === 'tool_use')
      return {
        type: 'tool-call',
        kind: 'function',
        callId: id,
        name,
        arguments: jsonText(block['input']),
        ...base(block, ['id', 'name', 'input']),
      }
    if (isServerCall(type))
      return { type: 'server-tool', phase: 'call', tool: name, callId: id, value: block }
  }
  if (typeof callId !== 'string') return undefined
  if (type === 'tool_result') return decodeToolResult(block, callId, issuer)
  if (!isServerResult(type)) return undefined
  const tool = type.slice(0, -'_tool_result'.length)
  return { type: 'server-tool', phase: 'result', tool, callId, value: block }
}

function decodeToolResult(block: JsonObject, callId: string, issuer: TokenIssuer): Part {
  const { content, is_error: isError } = block
  const empty = isList(content) && content.length === 0
  const known = [
    'tool_use_id',
    ...(empty ? [] : ['content']),
    ...(typeof isError === 'boolean' ? ['is_error'] : []),
  ]
  return {
    type: 'tool-result',
    callId,
    content: resultContent(content, issuer),
    ...(typeof isError === 'boolean' ? { isError } : {}),
    ...base(block, known),
  }
}

function resultContent(content: JsonValue | undefined, issuer: TokenIssuer): readonly Part[] {
  if (content === undefined || content === null) return []
  if (isList(content)) return content.flatMap((block) => nestedBlock(block, issuer))
  return [{ type: 'text', text: typeof content === 'string' ? content : jsonText(content) }]
}

/** A result inside a result is no valid block; left opaque, no depth of nesting can hurt. */
function nestedBlock(block: JsonValue, issuer: TokenIssuer): readonly Part[] {
  if (!isJsonObject(block) || block['type'] !== 'tool_result') return decodeBlocks([block], issuer)
  return [{ type: 'opaque', wire, kind: 'tool_result', value: block }]
}

function decodeMediaBlock(block: JsonObject): Part | undefined {
  const { type, title } = block
  if (type !== 'image' && type !== 'document') return undefined
  const decoded = decodeSource(block['source'])
  if (decoded === undefined) return undefined
  const named = type === 'document' && typeof title === 'string'
  const { extensions, ...rest } = base(block, named ? ['source', 'title'] : ['source'])
  return {
    type: 'media',
    kind: type === 'image' ? 'image' : 'file',
    source: decoded.source,
    ...(named ? { name: title } : {}),
    ...rest,
    ...keep({ ...extensions?.[wire], ...decoded.extra }),
  }
}

/** Whether a block type is a call that the provider runs itself. */
export function isServerCall(type: string): boolean {
  return type === 'server_tool_use' || type === 'mcp_tool_use'
}

/** Whether a block type is the result of such a call. */
export function isServerResult(type: string): boolean {
  return type.endsWith('_tool_result') && type !== 'tool_result'
}

/** Text from a block always has own fields, be they empty: text without any was a plain string. */
function blockText(block: JsonObject, known: readonly string[]): PartBase {
  return { extensions: { [wire]: {} }, ...base(block, known) }
}

function base(block: JsonObject, known: readonly string[]): PartBase {
  const cache = decodeCache(block['cache_control'])
  const taken = ['type', ...known, ...(cache === undefined ? [] : ['cache_control'])]
  return { ...(cache === undefined ? {} : { cache }), ...keep(omit(block, taken)) }
}

function token(
  data: JsonValue | undefined,
  kind: ContinuityToken['kind'],
  issuer: TokenIssuer,
): { continuity?: ContinuityToken } {
  return typeof data === 'string' && data !== '' ? { continuity: { data, kind, issuer } } : {}
}

function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value)
}

function isCitations(value: JsonValue | undefined): value is readonly JsonObject[] {
  return isList(value) && value.every(isJsonObject)
}

function jsonText(value: JsonValue | undefined): string {
  return value === undefined || value === null ? '{}' : stringify(value)
}
