import {
  isJsonObject,
  parseJsonObject,
  type ContinuityToken,
  type JsonObject,
  type Part,
  type ReasoningPart,
  type ToolCallPart,
  type ToolResultPart,
} from '@signalbox/core'

import type { ModelFamily } from '../model-family.ts'
import { callIdAlias } from '../wire/alias.ts'
import { cachePoint } from './cache.ts'
import { encodeMedia } from './media.ts'
import { warnForeign, wire, type Warn } from './own-fields.ts'
import { wireToolName } from './tool-names.ts'

/** Who reads the blocks, and where losses are noted. */
export interface BlockScope {
  readonly family: ModelFamily
  readonly warn: Warn
  accepts(token: ContinuityToken): boolean
}

/** Parts as content blocks, in order; what the wire cannot say is warned about. */
export function encodeParts(
  parts: readonly Part[],
  scope: BlockScope,
  path: string,
): readonly JsonObject[] {
  return parts.flatMap((part, index) => {
    const at = `${path}.${String(index)}`
    const blocks = encodePart(part, scope, at)
    if (blocks.length === 0) return blocks
    const { family, warn } = scope
    const isTool = part.type === 'tool-result'
    return [...blocks, ...cachePoint(part.cache, { isTool, family, path: at }, warn)]
  })
}

function encodePart(part: Part, scope: BlockScope, path: string): readonly JsonObject[] {
  const { warn } = scope
  warnForeign(part, path, warn)
  switch (part.type) {
    case 'text':
      if (part.citations !== undefined && part.citations.length > 0)
        warn('dropped', `${path}.citations`, 'Citations are not sent back to the provider.')
      return [{ text: part.text }]
    case 'refusal':
      return [{ text: part.text }]
    case 'reasoning':
      return encodeReasoning(part, scope, path)
    case 'media': {
      const block = encodeMedia(part, path, warn)
      return block === undefined ? [] : [block]
    }
    case 'tool-call':
      return [...ownToken(part, scope), { toolUse: encodeCall(part, scope, path) }]
    case 'tool-result':
      return [{ toolResult: encodeResult(part, scope, path) }]
    case 'server-tool':
      if (isJsonObject(part.value) && ('toolUse' in part.value || 'toolResult' in part.value))
        return [part.value]
      warn('dropped', path, `The tool "${part.tool}" ran at another provider.`)
      return []
    case 'opaque':
      if (part.wire === wire && isJsonObject(part.value)) return [part.value]
      warn('dropped', path, `A "${part.kind}" block of another wire cannot be said here.`)
      return []
    case 'reference':
      warn('dropped', path, 'A stored item cannot be referred to at this provider.')
      return []
  }
}

function encodeReasoning(
  { text, form, continuity }: ReasoningPart,
  scope: BlockScope,
  path: string,
): readonly JsonObject[] {
  if (continuity === undefined || !scope.accepts(continuity)) {
    if (text !== '') scope.warn('dropped', path, 'Only its own provider can read this thinking.')
    return []
  }
  const { data } = continuity
  return form === 'redacted'
    ? [{ reasoningContent: { redactedContent: data } }]
    : [{ reasoningContent: { reasoningText: { text, signature: data } } }]
}

function ownToken({ continuity }: ToolCallPart, scope: BlockScope): readonly JsonObject[] {
  if (continuity === undefined || !scope.accepts(continuity)) return []
  return [{ reasoningContent: { reasoningText: { text: '', signature: continuity.data } } }]
}

function encodeCall(part: ToolCallPart, { warn }: BlockScope, path: string): JsonObject {
  const input = part.kind === 'custom' ? { input: part.arguments } : parseJsonObject(part.arguments)
  if (input === undefined)
    warn('lossy', `${path}.arguments`, 'The arguments are no JSON object; {} was sent.')
  return {
    toolUseId: callIdAlias(part.callId),
    name: wireToolName(part),
    input: input ?? {},
  }
}

const inResults = ['text', 'json', 'image', 'document', 'video', 'searchResult']

function encodeResult(part: ToolResultPart, scope: BlockScope, path: string): JsonObject {
  const blocks = encodeParts(part.content, scope, `${path}.content`).filter(
    (block) => block['cachePoint'] === undefined,
  )
  const fitting = blocks.filter((block) => inResults.some((kind) => block[kind] !== undefined))
  if (fitting.length < blocks.length)
    scope.warn('dropped', `${path}.content`, 'A result holds text, images, videos and documents.')
  const said = fitting.filter(isSaid)
  return {
    toolUseId: callIdAlias(part.callId),
    content: said.length === 0 ? [{ text: nothing }] : said,
    status: part.isError === true ? 'error' : 'success',
  }
}

/** What stands for an empty text: models refuse white space. */
export const nothing = '.'

/** False for a text block that models refuse because it is blank. */
export function isSaid({ text }: JsonObject): boolean {
  return typeof text !== 'string' || text.trim() !== ''
}
