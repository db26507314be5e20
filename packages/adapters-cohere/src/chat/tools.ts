import type { ChatRequest, JsonObject, Tool, ToolChoice } from '@signalbox/core'

import type { Losses } from '../wire/losses.ts'

/** The tools of a chat, whether one must be called, and whether arguments follow the schema. */
export function encodeTools(request: ChatRequest, lost: Losses): JsonObject {
  const { tools = [], toolChoice } = request
  const functions = offered(tools, toolChoice, lost)
  if (functions.length === 0) return {}
  const strict = functions.map(({ tool }) => tool.type === 'function' && tool.strict === true)
  if (strict.includes(true) && strict.includes(false))
    lost.add('dropped', 'tools.strict', 'Cohere is strict with all tools or with none.')
  return {
    tools: functions.map(({ tool, path }) => declaration(tool, path, lost)),
    ...(strict.every(Boolean) ? { strict_tools: true } : {}),
    ...choiceOf(toolChoice),
  }
}

type Offered = Extract<Tool, { type: 'function' | 'custom' }>

interface Placed {
  readonly tool: Offered
  readonly path: string
}

/** A choice of some tools is said by offering no others. */
function offered(
  tools: readonly Tool[],
  choice: ToolChoice | undefined,
  lost: Losses,
): readonly Placed[] {
  const names = namesIn(choice)
  const found = tools.flatMap((tool, index): readonly Placed[] => {
    const path = `tools.${String(index)}`
    if (tool.type !== 'server') return [{ tool, path }]
    lost.add('dropped', path, `Cohere does not run the tool "${tool.tool}".`)
    return []
  })
  if (names === undefined) return found
  lost.add('emulated', 'tool_choice', 'Only the tools that may be called are offered.')
  return found.filter(({ tool }) => names.includes(tool.name))
}

function namesIn(choice: ToolChoice | undefined): readonly string[] | undefined {
  if (typeof choice !== 'object') return undefined
  return choice.type === 'tool' ? [choice.name] : choice.names
}

function choiceOf(choice: ToolChoice | undefined): JsonObject {
  switch (choice) {
    case undefined:
    case 'auto':
      return {}
    case 'none':
      return { tool_choice: 'NONE' }
    case 'required':
      return { tool_choice: 'REQUIRED' }
    default:
      return choice.type === 'tool' || choice.required ? { tool_choice: 'REQUIRED' } : {}
  }
}

function declaration(tool: Offered, path: string, lost: Losses): JsonObject {
  lost.foreign(path, tool.extensions)
  const { name, description } = tool
  const parameters = tool.type === 'function' ? (tool.parameters ?? noParameters) : freeText
  if (tool.type === 'custom')
    lost.add('emulated', path, 'The free text of a custom tool travels as one string parameter.')
  return {
    type: 'function',
    function: { name, ...(description === undefined ? {} : { description }), parameters },
  }
}

const noParameters: JsonObject = { type: 'object', properties: {} }

const freeText: JsonObject = {
  type: 'object',
  properties: { input: { type: 'string' } },
  required: ['input'],
}
