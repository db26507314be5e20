import {
  isJsonObject,
  type Capabilities,
  type ChatRequest,
  type JsonObject,
  type Tool,
  type ToolChoice,
} from '@signalbox/core'

import type { ModelFamily } from '../model-family.ts'
import { cachePoint } from './cache.ts'
import type { BlockScope } from './encode-content.ts'
import { warnForeign, wire } from './own-fields.ts'
import type { ThinkingPlan } from './reasoning.ts'
import { compileSchema } from './schema.ts'
import { wireToolName } from './tool-names.ts'
import type { Turn } from './turn.ts'

/** The tools of a request, and what must be told about them. */
export interface EncodedTools {
  readonly toolConfig?: JsonObject | undefined
  readonly system: readonly JsonObject[]
}

/** What tools depend on beside the request. */
export interface ToolContext {
  readonly scope: BlockScope
  readonly capabilities: Capabilities
  readonly thinking: ThinkingPlan['kind']
  readonly turns: readonly Turn[]
  /** The tool by whose call the answer is given. */
  readonly answer: readonly JsonObject[]
}

const emptySchema = { type: 'object', properties: {} }

/** `toolConfig`: this wire cannot forbid calls, so then the tools go, or stay with a word. */
export function encodeTools(request: ChatRequest, context: ToolContext): EncodedTools {
  const { scope, answer, turns } = context
  const past = calledBefore(turns)
  if (request.toolChoice === 'none' && answer.length === 0 && past.length === 0)
    return { system: [] }
  const tools = allowedTools(request, scope.family).flatMap((tool, index) =>
    encodeTool(tool, `tools.${String(index)}`, context),
  )
  const all = [...tools, ...answer]
  if (all.length === 0) {
    if (past.length === 0) return { system: [] }
    scope.warn('repaired', 'tools', 'Tools of earlier turns were declared again.')
    return { toolConfig: { tools: past.map(declared) }, system: [noCalls] }
  }
  if (request.toolChoice === 'none') {
    scope.warn('emulated', 'tool_choice', 'The model was told not to call a tool.')
    return { toolConfig: { tools: all }, system: [noCalls] }
  }
  if (request.parallelToolCalls === false)
    scope.warn('dropped', 'parallel_tool_calls', 'The provider has no such setting.')
  const toolChoice = choiceOf(request, context, tools.length > 0)
  return {
    toolConfig: { tools: all, ...(toolChoice === undefined ? {} : { toolChoice }) },
    system: [],
  }
}

/** Whether a call can be forced: not of every model, and of few that think. */
export function canForce(thinking: ThinkingPlan['kind'], family: ModelFamily): boolean {
  if (family.toolChoice === 'none' || thinking === 'budget') return false
  return thinking !== 'adaptive' || family.forcesThinking
}

const noCalls: JsonObject = { text: 'Do not call any tool in this answer.' }

function calledBefore(turns: readonly Turn[]): readonly string[] {
  const names = turns.flatMap(({ content }) =>
    content.flatMap(({ toolUse }) =>
      isJsonObject(toolUse) && typeof toolUse['name'] === 'string' ? [toolUse['name']] : [],
    ),
  )
  return [...new Set(names)]
}

function declared(name: string): JsonObject {
  return { toolSpec: { name, inputSchema: { json: emptySchema } } }
}

function allowedTools(
  { toolChoice: choice, tools = [] }: ChatRequest,
  { toolChoice }: ModelFamily,
): readonly Tool[] {
  if (typeof choice !== 'object') return tools
  if (choice.type === 'tool' && toolChoice !== 'any') return tools
  const names = choice.type === 'tool' ? [choice.name] : choice.names
  return tools.filter((tool) => tool.type !== 'server' && names.includes(tool.name))
}

function encodeTool(tool: Tool, path: string, context: ToolContext): readonly JsonObject[] {
  const { scope } = context
  const { warn, family } = scope
  switch (tool.type) {
    case 'server':
      if (tool.wire === wire) return [tool.value]
      warn('dropped', path, `The tool "${tool.tool}" is run by another provider only.`)
      return []
    case 'custom': {
      warnForeign(tool, path, warn)
      warn('emulated', path, 'A free-form tool is called with its text in "input".')
      const json = {
        type: 'object',
        properties: { input: { type: 'string', ...grammarNote(tool.format) } },
        required: ['input'],
      }
      return [{ toolSpec: { ...named(tool), inputSchema: { json } } }]
    }
    case 'function': {
      warnForeign(tool, path, warn)
      const toolSpec = { ...named(tool), ...schemaOf(tool, path, context) }
      return [{ toolSpec }, ...cachePoint(tool.cache, { isTool: true, family, path }, warn)]
    }
  }
}

function named(tool: Exclude<Tool, { type: 'server' }>): JsonObject {
  const { description } = tool
  const isSaid = description !== undefined && description.trim() !== ''
  return { name: wireToolName(tool), ...(isSaid ? { description } : {}) }
}

function schemaOf(
  { parameters, strict }: Extract<Tool, { type: 'function' }>,
  path: string,
  { scope: { warn }, capabilities }: ToolContext,
): JsonObject {
  const enforced = strict === true && capabilities.jsonSchema === 'native'
  if (strict === true && !enforced)
    warn('dropped', `${path}.strict`, 'The model does not enforce tool schemas.')
  const schema =
    enforced && parameters !== undefined
      ? compileSchema(parameters, `${path}.parameters`, warn)
      : (parameters ?? emptySchema)
  const json = schema['type'] === undefined ? { ...schema, type: 'object' } : schema
  return { inputSchema: { json }, ...(enforced ? { strict } : {}) }
}

function grammarNote(format: JsonObject | undefined): JsonObject {
  const definition = format?.['definition']
  return typeof definition === 'string'
    ? { description: `Must match this grammar:\n${definition}` }
    : {}
}

function choiceOf(
  request: ChatRequest,
  { scope, thinking, answer }: ToolContext,
  hasTools: boolean,
): JsonObject | undefined {
  const [only] = answer
  const spec = only?.['toolSpec']
  if (isJsonObject(spec) && canForce(thinking, scope.family))
    return hasTools || scope.family.toolChoice === 'any'
      ? { any: {} }
      : { tool: { name: spec['name'] } }
  const { toolChoice } = request
  if (toolChoice === undefined) return undefined
  const { family, warn } = scope
  const encoded = encodeChoice(toolChoice, request, family)
  if (encoded['auto'] === undefined && !canForce(thinking, family)) {
    warn('dropped', 'tool_choice', 'The model cannot be forced to call a tool here.')
    return family.toolChoice === 'none' ? undefined : { auto: {} }
  }
  return family.toolChoice === 'none' ? undefined : encoded
}

function encodeChoice(
  choice: ToolChoice,
  { tools = [] }: ChatRequest,
  { toolChoice }: ModelFamily,
): JsonObject {
  if (choice === 'required') return { any: {} }
  if (choice === 'auto' || choice === 'none') return { auto: {} }
  if (choice.type === 'allowed') return choice.required ? { any: {} } : { auto: {} }
  // Then it is the only one that is offered.
  if (toolChoice === 'any') return { any: {} }
  const tool = tools.find((entry) => entry.type !== 'server' && entry.name === choice.name)
  return { tool: { name: wireToolName(tool?.type === 'server' ? choice : (tool ?? choice)) } }
}
