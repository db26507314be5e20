import { isJsonObject, type JsonObject, type Tool, type ToolChoice } from '@signalbox/core'

import { decodeCache, encodeCache } from './cache.ts'
import { extraFields, keep, omit, warnForeign, wire, type Warn } from './own-fields.ts'

const emptySchema = { type: 'object', properties: {} }

/** A tool of this wire; everything but a plain custom tool is run or known by the provider. */
export function decodeTool(tool: JsonObject): Tool {
  const { type, name, description, input_schema: schema, strict, cache_control: mark } = tool
  const typed = type !== undefined && type !== null && type !== 'custom'
  if (typed || typeof name !== 'string')
    return {
      type: 'server',
      wire,
      tool: typeof type === 'string' ? type : typeof name === 'string' ? name : 'unknown',
      value: tool,
    }
  const cache = decodeCache(mark)
  const known = {
    ...(typeof description === 'string' ? { description } : {}),
    ...(isJsonObject(schema) ? { parameters: schema } : {}),
    ...(typeof strict === 'boolean' ? { strict } : {}),
    ...(cache === undefined ? {} : { cache }),
  }
  const taken = [
    'name',
    ...('description' in known ? ['description'] : []),
    ...('parameters' in known ? ['input_schema'] : []),
    ...('strict' in known ? ['strict'] : []),
    ...('cache' in known ? ['cache_control'] : []),
  ]
  return { type: 'function', name, ...known, ...keep(omit(tool, taken)) }
}

/** How tools are written for one request. */
export interface ToolScope {
  readonly own: boolean
  readonly warn: Warn
  toolName(tool: { readonly name: string; readonly namespace?: string | undefined }): string
}

/** Tools for the provider, without (but with a warning for) another provider's own tools. */
export function encodeTools(tools: readonly Tool[], scope: ToolScope): readonly JsonObject[] {
  return tools.flatMap((tool, index) => {
    const encoded = encodeTool(tool, scope, `tools.${String(index)}`)
    return encoded === undefined ? [] : [encoded]
  })
}

function encodeTool(tool: Tool, scope: ToolScope, path: string): JsonObject | undefined {
  switch (tool.type) {
    case 'server':
      if (tool.wire === wire) return tool.value
      scope.warn('dropped', path, `The tool "${tool.tool}" is run by another provider only.`)
      return undefined
    case 'custom':
      warnForeign(tool, path, scope.warn)
      scope.warn('emulated', path, 'A free-form tool is called with its text in "input".')
      return {
        name: scope.toolName(tool),
        ...(tool.description === undefined ? {} : { description: tool.description }),
        input_schema: {
          type: 'object',
          properties: { input: { type: 'string', ...grammarNote(tool.format) } },
          required: ['input'],
          additionalProperties: false,
        },
      }
    case 'function': {
      warnForeign(tool, path, scope.warn)
      const schema = tool.parameters ?? (scope.own ? undefined : emptySchema)
      return {
        name: scope.toolName(tool),
        ...(tool.description === undefined ? {} : { description: tool.description }),
        ...(schema === undefined
          ? {}
          : { input_schema: scope.own ? schema : objectSchema(schema) }),
        ...(tool.strict === undefined || (!scope.own && !tool.strict)
          ? {}
          : { strict: tool.strict }),
        ...encodeCache(tool.cache, path, scope.warn),
        ...extraFields(tool),
      }
    }
  }
}

function objectSchema(schema: JsonObject): JsonObject {
  return schema['type'] === undefined ? { ...schema, type: 'object' } : schema
}

function grammarNote(format: JsonObject | undefined): JsonObject {
  const definition = format?.['definition']
  return typeof definition === 'string'
    ? { description: `Must match this grammar:\n${definition}` }
    : {}
}

/** What `tool_choice` says; `extra` is what the canonical model has no name for. */
export interface DecodedToolChoice {
  readonly toolChoice?: ToolChoice | undefined
  readonly parallelToolCalls?: boolean | undefined
  readonly extra: JsonObject
}

/** Reads `tool_choice`; a choice newer than the model stays in `extra` whole. */
export function decodeToolChoice(value: JsonObject): DecodedToolChoice {
  const { type, name, disable_parallel_tool_use: serial } = value
  const toolChoice = choiceOf(type, name)
  if (toolChoice === undefined) return { extra: value }
  const parallel = typeof serial === 'boolean' ? { parallelToolCalls: !serial } : {}
  const taken = [
    'type',
    ...(typeof toolChoice === 'object' ? ['name'] : []),
    ...(typeof serial === 'boolean' ? ['disable_parallel_tool_use'] : []),
  ]
  return { toolChoice, ...parallel, extra: omit(value, taken) }
}

function choiceOf(type: unknown, name: unknown): ToolChoice | undefined {
  if (type === 'auto' || type === 'none') return type
  if (type === 'any') return 'required'
  return type === 'tool' && typeof name === 'string' ? { type: 'tool', name } : undefined
}

/** The `tool_choice` of a choice; `allowed` names no longer matter once the tools are filtered. */
export function encodeToolChoice(
  choice: ToolChoice,
  toolName: (tool: { name: string }) => string,
): JsonObject {
  if (choice === 'auto' || choice === 'none') return { type: choice }
  if (choice === 'required') return { type: 'any' }
  if (choice.type === 'tool') return { type: 'tool', name: toolName(choice) }
  return { type: choice.required ? 'any' : 'auto' }
}
