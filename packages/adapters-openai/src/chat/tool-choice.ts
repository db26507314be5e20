import type { JsonObject, JsonValue, Tool, ToolChoice } from '@signalbox/core'
import { isJsonObject } from '@signalbox/core'

import { objects, text } from '../json-fields.ts'
import { objectAt } from './own-fields.ts'
import { flatName } from './scope.ts'

/** Which tool must be called; undefined for forms that only this wire knows. */
export function decodeToolChoice(choice: JsonValue | undefined): ToolChoice | undefined {
  if (choice === 'auto' || choice === 'none' || choice === 'required') return choice
  if (choice === 'any') return 'required'
  if (!isJsonObject(choice)) return undefined
  if (choice['type'] === 'allowed_tools') return decodeAllowed(objectAt(choice, 'allowed_tools'))
  const name = nameOf(choice)
  return name === undefined ? undefined : { type: 'tool', name }
}

function decodeAllowed(allowed: JsonObject): ToolChoice | undefined {
  const tools = objects(allowed['tools'])
  const names = tools.map(nameOf).filter((name) => name !== undefined)
  if (names.length < tools.length) return undefined
  return { type: 'allowed', names, required: allowed['mode'] === 'required' }
}

function nameOf(choice: JsonObject): string | undefined {
  const { type } = choice
  return type === 'function' || type === 'custom' ? text(objectAt(choice, type), 'name') : undefined
}

/** The choice as this wire writes it; `tools` tells functions and custom tools apart. */
export function encodeToolChoice(choice: ToolChoice, tools: readonly Tool[]): JsonValue {
  if (typeof choice === 'string') return choice
  if (choice.type === 'tool') return named(choice.name, tools)
  const mode = choice.required ? 'required' : 'auto'
  const list = choice.names.map((name) => named(name, tools))
  return { type: 'allowed_tools', allowed_tools: { mode, tools: list } }
}

function named(name: string, tools: readonly Tool[]): JsonObject {
  const tool = tools.find((entry) => entry.type !== 'server' && entry.name === name)
  const type = tool?.type === 'custom' ? 'custom' : 'function'
  const flat = tool === undefined || tool.type === 'server' ? name : flatName(tool)
  return { type, [type]: { name: flat } }
}
