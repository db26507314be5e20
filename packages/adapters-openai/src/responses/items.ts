import type {
  JsonObject,
  OpaquePart,
  Part,
  ReferencePart,
  ServerToolPart,
  ToolCallPart,
  ToolResultPart,
} from '@signalbox/core'
import { isJsonObject } from '@signalbox/core'

import { omit, orNothing, text } from '../json-fields.ts'
import { decodeContent, encodeContent, isContentValue } from './content-parts.ts'
import type { ItemContext } from './item-context.ts'
import { fitCallId, isMadeId } from './item-ids.ts'
import { ownFields, responsesWire, withOwn } from './own-fields.ts'
import { decodeReasoning, encodeReasoning, issued } from './reasoning-item.ts'

const serverItem =
  /^(?:(web_search|file_search|computer|code_interpreter|image_generation|local_shell|shell|apply_patch|mcp|tool_search)_call(_output)?|mcp_list_tools|mcp_approval_request|(mcp_approval_response)|tool_search(_output)|computer(_output))$/

/** Any item that is not a message, as the one part it is; `model` is who answered, '' in a request. */
export function decodeItem(
  item: JsonObject,
  model: string,
  customCalls: ReadonlySet<string>,
): Part {
  const type = text(item, 'type') ?? ''
  switch (type) {
    case 'function_call':
      return decodeCall(item, 'function', 'arguments') ?? opaque(item, type)
    case 'custom_tool_call':
      return decodeCall(item, 'custom', 'input') ?? opaque(item, type)
    case 'function_call_output':
    case 'custom_tool_call_output':
      return decodeResult(item, type, customCalls) ?? opaque(item, type)
    case 'reasoning':
      return decodeReasoning(item, model)
    case 'compaction':
      return decodeCompaction(item, model)
    case 'item_reference':
      return decodeReference(item) ?? opaque(item, type)
    default:
      return serverItem.test(type) ? serverTool(item, type) : opaque(item, type)
  }
}

function decodeCall(
  item: JsonObject,
  kind: ToolCallPart['kind'],
  slot: 'arguments' | 'input',
): ToolCallPart | undefined {
  const [id, callId, name] = [text(item, 'id'), text(item, 'call_id'), text(item, 'name')]
  const [namespace, value] = [text(item, 'namespace'), text(item, slot)]
  if (callId === undefined || name === undefined || value === undefined) return undefined
  const taken = ['type', 'call_id', 'name', slot]
  if (id !== undefined) taken.push('id')
  if (namespace !== undefined) taken.push('namespace')
  return {
    type: 'tool-call',
    kind,
    callId,
    name,
    arguments: value,
    ...(id === undefined ? {} : { id }),
    ...(namespace === undefined ? {} : { namespace }),
    ...withOwn(orNothing(omit(item, taken))),
  }
}

function decodeResult(
  item: JsonObject,
  type: string,
  customCalls: ReadonlySet<string>,
): ToolResultPart | undefined {
  const [id, callId] = [text(item, 'id'), text(item, 'call_id')]
  const output = item['output']
  if (callId === undefined || !isContentValue(output)) return undefined
  const rest = omit(item, ['type', 'call_id', 'output', id === undefined ? '' : 'id'])
  const own = type === resultType(callId, customCalls) ? rest : { type, ...rest }
  return {
    type: 'tool-result',
    callId,
    content: decodeContent('tool', output),
    ...(id === undefined ? {} : { id }),
    ...withOwn(orNothing(own)),
  }
}

function resultType(callId: string, customCalls: ReadonlySet<string>): string {
  return customCalls.has(callId) ? 'custom_tool_call_output' : 'function_call_output'
}

function decodeCompaction(item: JsonObject, model: string): OpaquePart {
  const data = text(item, 'encrypted_content')
  if (data === undefined) return opaque(item, 'compaction')
  return {
    ...opaque(omit(item, ['encrypted_content']), 'compaction'),
    continuity: issued(data, 'compaction', model),
  }
}

function decodeReference(item: JsonObject): ReferencePart | undefined {
  const ref = text(item, 'id')
  if (ref === undefined) return undefined
  return { type: 'reference', ref, ...withOwn(orNothing(omit(item, ['type', 'id']))) }
}

function serverTool(item: JsonObject, type: string): ServerToolPart {
  const id = text(item, 'id')
  return {
    type: 'server-tool',
    phase: /_(?:output|response)$/.test(type) ? 'result' : 'call',
    tool: type.replace(/(?:_call)?(?:_output)?$/, ''),
    callId: text(item, 'call_id') ?? id ?? '',
    value: item,
    ...(id === undefined ? {} : { id }),
    ...withOwn({}),
  }
}

function opaque(item: JsonObject, kind: string): OpaquePart {
  const id = text(item, 'id')
  const base = { type: 'opaque', wire: responsesWire, kind, value: item } as const
  return id === undefined ? base : { ...base, id }
}

/** The item of a part, or undefined with a warning when it cannot be said on this wire. */
export function encodeItem(part: Part, context: ItemContext, path: string): JsonObject | undefined {
  switch (part.type) {
    case 'tool-call':
      return encodeCall(part)
    case 'tool-result':
      return encodeResult(part, context, path)
    case 'reasoning':
      return encodeReasoning(part, context, path)
    case 'reference':
      return { type: 'item_reference', ...ownFields(part), id: part.ref }
    case 'server-tool':
      if (ownFields(part) !== undefined && isJsonObject(part.value)) return part.value
      context.warn('dropped', path, `The tool "${part.tool}" was run by another provider.`)
      return undefined
    case 'opaque':
      return encodeOpaque(part, context, path)
    case 'text':
    case 'refusal':
    case 'media':
      return undefined
  }
}

function encodeCall(part: ToolCallPart): JsonObject {
  const { id, namespace } = part
  return {
    ...ownFields(part),
    type: part.kind === 'custom' ? 'custom_tool_call' : 'function_call',
    ...(id === undefined || isMadeId(id) ? {} : { id }),
    call_id: fitCallId(part.callId),
    name: part.name,
    ...(namespace === undefined ? {} : { namespace }),
    [part.kind === 'custom' ? 'input' : 'arguments']: part.arguments,
  }
}

function encodeResult(part: ToolResultPart, context: ItemContext, path: string): JsonObject {
  const { id } = part
  if (part.isError === true)
    context.warn('lossy', path, 'This wire has no mark for a failed tool; its text is kept.')
  const output =
    part.content.length === 0 && !context.native
      ? ''
      : encodeContent('tool', part.content, context, `${path}.content`)
  return {
    type: resultType(part.callId, context.customCalls),
    ...ownFields(part),
    ...(id === undefined ? {} : { id }),
    call_id: fitCallId(part.callId),
    output,
  }
}

function encodeOpaque(
  part: OpaquePart,
  context: ItemContext,
  path: string,
): JsonObject | undefined {
  if (part.wire !== responsesWire || !isJsonObject(part.value)) {
    context.warn('dropped', path, `"${part.kind}" is known to another wire only.`)
    return undefined
  }
  const token = part.continuity
  if (token === undefined) return part.value
  if (context.accepts(token)) return { ...part.value, encrypted_content: token.data }
  context.warn('dropped', path, 'This target cannot read a compaction that it did not issue.')
  return undefined
}
