import type { JsonObject, JsonValue, Tool, ToolChoice } from '@signalbox/core'
import { isJsonObject } from '@signalbox/core'

import { objects, text } from '../json-fields.ts'

/** Which tool must be called; undefined for forms that only this wire knows. */
export function decodeToolChoice(choice: JsonValue | undefined): ToolChoice | undefined {
  if (choice === 'auto' || choice === 'none' || choice === 'required') return choice
  if (!isJsonObject(choice)) return undefined
  const name = text(choice, 'name')
  if (choice['type'] === 'function' || choice['type'] === 'custom')
    return name === undefined ? undefined : { type: 'tool', name }
  if (choice['type'] !== 'allowed_tools') return undefined
  const tools = objects(choice['tools'])
  const names = tools.map((tool) => text(tool, 'name')).filter((entry) => entry !== undefined)
  if (names.length < tools.length) return undefined
  return { type: 'allowed', names, required: choice['mode'] === 'required' }
}

/** The choice as this wire writes it; `tools` tells functions and custom tools apart. */
export function encodeToolChoice(choice: ToolChoice, tools: readonly Tool[]): JsonValue {
  if (typeof choice === 'string') return choice
  if (choice.type === 'tool') return namedTool(choice.name, tools)
  return {
    type: 'allowed_tools',
    mode: choice.required ? 'required' : 'auto',
    tools: choice.names.map((name) => namedTool(name, tools)),
  }
}

function namedTool(name: string, tools: readonly Tool[]): JsonObject {
  const custom = tools.some((tool) => tool.type === 'custom' && tool.name === name)
  return { type: custom ? 'custom' : 'function', name }
}
