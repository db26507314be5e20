import {
  parseJsonObject,
  isJsonObject,
  type ContinuityToken,
  type JsonObject,
  type JsonValue,
  type Part,
  type ReasoningPart,
  type ToolCallPart,
  type ToolResultPart,
} from '@signalbox/core'

import { encodeCache } from './cache.ts'
import { isServerCall, isServerResult } from './decode-content.ts'
import { encodeMedia, type MediaScope } from './media.ts'
import { extraFields, omit, ownFields, warnForeign, wire } from './own-fields.ts'

/** Who reads the blocks, and how names are written for them. */
export interface BlockScope extends MediaScope {
  /** Whether the reader checks signatures: an unreadable thinking block must then go. */
  readonly reader: 'client' | 'provider'
  accepts(token: ContinuityToken): boolean
  callId(id: string): string
  toolName(call: Pick<ToolCallPart, 'name' | 'namespace'>): string
}

/** Parts as content blocks, in order; what the wire cannot say is warned about. */
export function encodeParts(
  parts: readonly Part[],
  scope: BlockScope,
  path: string,
): readonly JsonObject[] {
  return parts.flatMap((part, index) => encodePart(part, scope, `${path}.${String(index)}`))
}

/** One part as its content blocks. */
export function encodePart(part: Part, scope: BlockScope, path: string): readonly JsonObject[] {
  if (scope.reader === 'provider') warnForeign(part, path, scope.warn)
  switch (part.type) {
    case 'text':
      return [
        finished(
          { type: 'text', text: part.text, ...citations(part, scope, path) },
          part,
          scope,
          path,
        ),
      ]
    case 'refusal':
      return [finished({ type: 'text', text: part.text }, part, scope, path)]
    case 'reasoning':
      return encodeReasoning(part, scope, path)
    case 'media': {
      const block = encodeMedia(part, scope, path)
      return block === undefined ? [] : [finished(block, part, scope, path)]
    }
    case 'tool-call':
      return [...ownToken(part, scope), finished(encodeCall(part, scope, path), part, scope, path)]
    case 'tool-result':
      return [finished(encodeResult(part, scope, path), part, scope, path)]
    case 'server-tool':
      if (isOwnServerTool(part.value)) return [part.value]
      scope.warn('dropped', path, `The tool "${part.tool}" ran at another provider.`)
      return []
    case 'opaque':
      if (part.wire === wire && isJsonObject(part.value)) return [part.value]
      scope.warn('dropped', path, `A "${part.kind}" block of another wire cannot be said here.`)
      return []
    case 'reference':
      scope.warn('dropped', path, 'A stored item cannot be referred to at this provider.')
      return []
  }
}

/** Whether a server tool's block is of this wire. */
function isOwnServerTool(value: JsonValue): value is JsonObject {
  if (!isJsonObject(value) || typeof value['type'] !== 'string') return false
  return isServerCall(value['type']) || isServerResult(value['type'])
}

/** The citations of this wire among a part's. */
export function ownCitations(part: Pick<Part, 'citations'>): readonly JsonObject[] | undefined {
  return part.citations?.filter(
    ({ type }) => typeof type === 'string' && type.endsWith('_location'),
  )
}

function citations(part: Part, scope: BlockScope, path: string): JsonObject {
  const own = ownCitations(part)
  if (own === undefined) return {}
  const lost = (part.citations?.length ?? 0) - own.length
  if (lost > 0)
    scope.warn('dropped', `${path}.citations`, 'Citations of another wire cannot be said here.')
  return lost > 0 && own.length === 0 ? {} : { citations: own }
}

function finished(block: JsonObject, part: Part, scope: BlockScope, path: string): JsonObject {
  return {
    ...block,
    ...encodeCache(part.cache, path, scope.warn),
    ...omit(extraFields(part), ['source_type']),
  }
}

function encodeReasoning(
  part: ReasoningPart,
  scope: BlockScope,
  path: string,
): readonly JsonObject[] {
  const { text, form, continuity } = part
  const readable = continuity !== undefined && scope.accepts(continuity)
  if (!readable && (scope.reader === 'provider' || text === '')) {
    if (text !== '') scope.warn('dropped', path, 'Only its own provider can read this thinking.')
    return []
  }
  const data = readable ? continuity.data : ''
  const block =
    form === 'redacted'
      ? { type: 'redacted_thinking', data }
      : { type: 'thinking', thinking: text, signature: data }
  return [finished(block, part, scope, path)]
}

function ownToken({ continuity }: ToolCallPart, scope: BlockScope): readonly JsonObject[] {
  if (continuity === undefined || !scope.accepts(continuity)) return []
  return [{ type: 'thinking', thinking: '', signature: continuity.data }]
}

function encodeCall(part: ToolCallPart, scope: BlockScope, path: string): JsonObject {
  return {
    type: 'tool_use',
    id: scope.callId(part.callId),
    name: scope.toolName(part),
    input: part.kind === 'custom' ? { input: part.arguments } : encodeArguments(part, scope, path),
  }
}

function encodeArguments(part: ToolCallPart, scope: BlockScope, path: string): JsonObject {
  const input = parseJsonObject(part.arguments)
  if (input === undefined)
    scope.warn('lossy', `${path}.arguments`, 'The arguments are no JSON object; {} was sent.')
  return input ?? {}
}

function encodeResult(part: ToolResultPart, scope: BlockScope, path: string): JsonObject {
  const content = resultContent(part, scope, path)
  return {
    type: 'tool_result',
    tool_use_id: scope.callId(part.callId),
    ...(content === undefined ? {} : { content }),
    ...(part.isError === undefined ? {} : { is_error: part.isError }),
  }
}

function resultContent(
  part: ToolResultPart,
  scope: BlockScope,
  path: string,
): string | readonly JsonObject[] | undefined {
  if (scope.own && part.content.length === 0) return undefined
  const text = plainText(part.content)
  if (scope.own && text !== undefined) return text
  const blocks = encodeParts(part.content, scope, `${path}.content`)
  if (scope.own) return blocks
  const said = blocks.filter(isSaid)
  return said.length === 0 ? undefined : said
}

/** The text of content that a client of this wire wrote as a plain string. */
export function plainText(parts: readonly Part[]): string | undefined {
  const [part] = parts
  const plain = parts.length === 1 && part?.type === 'text' && ownFields(part) === undefined
  return plain && part.cache === undefined && part.citations === undefined ? part.text : undefined
}

/** False for a text block that the provider refuses because it is blank. */
export function isSaid(block: JsonObject): boolean {
  return (
    block['type'] !== 'text' || typeof block['text'] !== 'string' || block['text'].trim() !== ''
  )
}
