import type { ChatRequest, JsonObject, Target, Tool, ToolChoice } from '@signalbox/core'

import { generateWire } from '../wire/names.ts'
import type { FunctionNames } from './function-names.ts'
import { inlineSchema, type CompiledSchema } from './schema.ts'
import { subsetSchema } from './subset-schema.ts'
import type { Losses } from './warnings.ts'

/** Tools as this wire lists them: neighbouring functions share one entry. */
export function encodeTools(
  tools: readonly Tool[],
  names: FunctionNames,
  target: Target,
  lost: Losses,
): readonly JsonObject[] {
  const entries: JsonObject[] = []
  let declarations: JsonObject[] | undefined
  for (const [index, tool] of tools.entries()) {
    const path = `tools.${String(index)}`
    switch (tool.type) {
      case 'function':
      case 'custom': {
        if (declarations === undefined) {
          declarations = []
          entries.push({ functionDeclarations: declarations })
        }
        declarations.push(declaration(tool, names, target, lost, path))
        break
      }
      case 'server':
        if (tool.wire === generateWire) {
          declarations = undefined
          entries.push({ [tool.tool]: tool.value })
        } else lost.add('dropped', path, `Google does not run the tool "${tool.tool}".`)
    }
  }
  return entries
}

/** A JSON Schema for a target, with a warning for what it cannot carry. */
export function compileFor(
  schema: JsonObject,
  target: Target,
  lost: Losses,
  path: string,
): { readonly subset: boolean; readonly schema: JsonObject } {
  const subset = target.capabilities?.jsonSchema === 'subset'
  const compiled: CompiledSchema = subset ? subsetSchema(schema) : inlineSchema(schema)
  if (compiled.losses.length > 0)
    lost.add('lossy', path, `The schema lost ${compiled.losses.join(', ')}.`)
  return { subset, schema: compiled.schema }
}

/** `functionCallingConfig` for a choice. */
export function encodeToolChoice(choice: ToolChoice, names: FunctionNames): JsonObject {
  if (choice === 'auto') return { mode: 'AUTO' }
  if (choice === 'none') return { mode: 'NONE' }
  if (choice === 'required') return { mode: 'ANY' }
  switch (choice.type) {
    case 'tool':
      return { mode: 'ANY', allowedFunctionNames: [names.toWire(choice.name)] }
    case 'allowed':
      return {
        mode: choice.required ? 'ANY' : 'VALIDATED',
        allowedFunctionNames: choice.names.map((name) => names.toWire(name)),
      }
  }
}

/** What a chat says about parallel calls, which this wire cannot limit. */
export function warnOfCallLimits(request: ChatRequest, lost: Losses): void {
  if (request.parallelToolCalls === false)
    lost.add('dropped', 'parallel_tool_calls', 'Google always may call several tools at once.')
  if (request.maxToolCalls !== undefined)
    lost.add('dropped', 'max_tool_calls', 'Google has no limit on tool calls.')
}

function declaration(
  tool: Extract<Tool, { type: 'function' | 'custom' }>,
  names: FunctionNames,
  target: Target,
  lost: Losses,
  path: string,
): JsonObject {
  lost.foreign(path, tool.extensions)
  const { description } = tool
  const base = {
    name: names.toWire(tool.name, tool.namespace),
    ...(description === undefined ? {} : { description }),
  }
  if (tool.type === 'custom') {
    lost.add('emulated', path, 'The free text of a custom tool travels as one string parameter.')
    return { ...base, parametersJsonSchema: customParameters }
  }
  return {
    ...base,
    ...parameters(tool.parameters, target, lost, path),
    ...tool.extensions?.[generateWire],
  }
}

const customParameters = {
  type: 'object',
  properties: { input: { type: 'string' } },
  required: ['input'],
} as const

function parameters(
  schema: JsonObject | undefined,
  target: Target,
  lost: Losses,
  path: string,
): JsonObject {
  if (schema === undefined) return {}
  const compiled = compileFor(schema, target, lost, `${path}.parameters`)
  if (!compiled.subset) return { parametersJsonSchema: compiled.schema }
  // The subset refuses an object without properties; leaving it out means the same.
  const empty =
    Object.keys((compiled.schema['properties'] as JsonObject | undefined) ?? {}).length === 0
  return empty ? {} : { parameters: compiled.schema }
}
