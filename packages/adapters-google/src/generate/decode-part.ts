import type {
  ContinuityToken,
  JsonObject,
  JsonValue,
  OpaquePart,
  Part,
  ServerToolPart,
  TokenIssuer,
  ToolCallPart,
  ToolResultPart,
} from '@signalbox/core'
import { stringify, isJsonObject } from '@signalbox/core'

import { generateWire } from '../wire/names.ts'
import { objectsIn, overlay, stringOf, without } from '../wire/objects.ts'
import { decodeMedia } from './media.ts'
import { decodeToolOutput } from './tool-result.ts'

/** What a part cannot say of itself. */
export interface PartContext {
  readonly issuer: TokenIssuer
  /** The id of a call that came without one. */
  callId(name: string): string
  /** The id of the call that a result without an id answers. */
  resultId(name: string): string
  /** What a function's name on the wire stands for. */
  tool(name: string): Pick<ToolCallPart, 'name' | 'kind'> & { readonly namespace?: string }
}

/** Who issued the tokens in a request: nobody this side knows of. */
export const emptyIssuer: TokenIssuer = { wire: generateWire, provider: '', model: '' }

/** One part of a content; what this model has no name for stays whole. */
export function decodePart(raw: JsonValue, context: PartContext): Part {
  if (!isJsonObject(raw)) return opaque('unknown', raw)
  const decoded = known(raw, context)
  if (decoded === undefined) return opaque(Object.keys(raw)[0] ?? 'empty', raw)
  const { part, fields } = decoded
  const token = tokenOf(raw, context.issuer)
  const rest = without(raw, token === undefined ? fields : [...fields, 'thoughtSignature'])
  const own = overlay(part.extensions?.[generateWire] ?? {}, rest)
  return {
    ...part,
    ...(token === undefined ? {} : { continuity: token }),
    ...(Object.keys(own).length === 0 ? {} : { extensions: { [generateWire]: own } }),
  }
}

interface Known {
  readonly part: Part
  /** The fields of the wire's part that the decoded one has said. */
  readonly fields: readonly string[]
}

function known(raw: JsonObject, context: PartContext): Known | undefined {
  const { text, functionCall, functionResponse, inlineData, fileData } = raw
  if (typeof text === 'string')
    return raw['thought'] === true
      ? { part: { type: 'reasoning', text, form: 'summary' }, fields: ['text', 'thought'] }
      : { part: { type: 'text', text }, fields: ['text'] }
  if (isJsonObject(functionCall))
    return { part: call(functionCall, context), fields: ['functionCall'] }
  if (isJsonObject(functionResponse))
    return { part: result(functionResponse, context), fields: ['functionResponse'] }
  if (isJsonObject(inlineData))
    return { part: decodeMedia('inlineData', inlineData), fields: ['inlineData'] }
  if (isJsonObject(fileData))
    return { part: decodeMedia('fileData', fileData), fields: ['fileData'] }
  for (const field of serverFields) {
    const value = raw[field]
    if (isJsonObject(value)) return { part: serverTool(field, value), fields: [field] }
  }
  return undefined
}

function call(value: JsonObject, context: PartContext): ToolCallPart {
  const { args } = value
  const wireName = stringOf(value['name']) ?? ''
  const tool = context.tool(wireName)
  const rest = without(value, ['id', 'name', 'args'])
  return {
    type: 'tool-call',
    callId: idOf(value) ?? context.callId(wireName),
    ...tool,
    arguments: tool.kind === 'custom' ? customInput(args) : argumentsText(args),
    ...(rest === undefined ? {} : { extensions: { [generateWire]: { functionCall: rest } } }),
  }
}

function argumentsText(args: JsonValue | undefined): string {
  return args === undefined ? '' : stringify(args)
}

/** A custom tool was offered as a function with one text, so its call is unwrapped. */
function customInput(args: JsonValue | undefined): string {
  const input = isJsonObject(args) ? args['input'] : undefined
  return typeof input === 'string' ? input : argumentsText(args)
}

function result(value: JsonObject, context: PartContext): ToolResultPart {
  const { response, parts } = value
  const name = stringOf(value['name']) ?? ''
  const output = isJsonObject(response) ? decodeToolOutput(response) : undefined
  const media = objectsIn(parts).map((part) => decodePart(part, context))
  const read = isJsonObject(response) || response === undefined ? ['response'] : []
  const rest = without(value, ['id', 'name', 'parts', ...read])
  return {
    type: 'tool-result',
    callId: idOf(value) ?? context.resultId(name),
    name: context.tool(name).name,
    content: [
      ...(output === undefined ? [] : [{ type: 'text', text: output.text } as const]),
      ...media,
    ],
    ...(output?.isError === true ? { isError: true } : {}),
    ...(rest === undefined ? {} : { extensions: { [generateWire]: { functionResponse: rest } } }),
  }
}

/** Parts of tools that Google runs, by their field. */
export const serverFields = [
  'executableCode',
  'codeExecutionResult',
  'toolCall',
  'toolResponse',
] as const

function serverTool(field: (typeof serverFields)[number], value: JsonObject): ServerToolPart {
  const code = field === 'executableCode' || field === 'codeExecutionResult'
  return {
    type: 'server-tool',
    phase: field === 'executableCode' || field === 'toolCall' ? 'call' : 'result',
    tool: code ? 'code_execution' : (stringOf(value['toolType']) ?? '').toLowerCase(),
    callId: stringOf(value['id']) ?? '',
    value: { [field]: value },
  }
}

function tokenOf(raw: JsonObject, issuer: TokenIssuer): ContinuityToken | undefined {
  const data = raw['thoughtSignature']
  return typeof data === 'string' ? { data, kind: 'thought-signature', issuer } : undefined
}

function idOf(value: JsonObject): string | undefined {
  const id = stringOf(value['id'])
  return id === '' ? undefined : id
}

function opaque(kind: string, value: JsonValue): OpaquePart {
  return { type: 'opaque', wire: generateWire, kind, value }
}
