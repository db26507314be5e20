import { isJsonObject, type JsonObject, type Tool, type ToolChoice } from '@signalbox/core'

import { generateWire } from '../wire/names.ts'
import { objectAt, objectsIn, stringOf, without } from '../wire/objects.ts'
import { jsonSchemaOf } from './json-schema.ts'

/** A request's `tools` as single tools; everything but functions is run by Google. */
export function decodeTools(tools: JsonObject['tools']): readonly Tool[] {
  return objectsIn(tools).flatMap((entry) =>
    Object.entries(entry).flatMap(([key, value]): readonly Tool[] => {
      if (key === 'functionDeclarations') return objectsIn(value).map(functionTool)
      return [
        { type: 'server', wire: generateWire, tool: key, value: isJsonObject(value) ? value : {} },
      ]
    }),
  )
}

/** `toolConfig.functionCallingConfig`, and the fields of `toolConfig` that the choice cannot say. */
export function decodeToolChoice(toolConfig: JsonObject): {
  readonly choice?: ToolChoice
  readonly rest?: JsonObject
} {
  const config = objectAt(toolConfig, 'functionCallingConfig')
  const choice = choiceOf(config)
  const names = choice === undefined ? [] : ['mode', 'allowedFunctionNames']
  const calling = without(config, names)
  const rest = without(
    { ...toolConfig, functionCallingConfig: calling },
    calling === undefined ? ['functionCallingConfig'] : [],
  )
  return {
    ...(choice === undefined ? {} : { choice }),
    ...(rest === undefined ? {} : { rest }),
  }
}

function choiceOf(config: JsonObject): ToolChoice | undefined {
  const { mode, allowedFunctionNames } = config
  const names = Array.isArray(allowedFunctionNames)
    ? allowedFunctionNames.filter((name) => typeof name === 'string')
    : []
  const [only] = names
  if (mode === 'NONE') return 'none'
  if (mode === 'AUTO' && only === undefined) return 'auto'
  if (mode === 'VALIDATED' && only !== undefined) return { type: 'allowed', names, required: false }
  if (mode !== 'ANY') return undefined
  if (only === undefined) return 'required'
  return names.length === 1
    ? { type: 'tool', name: only }
    : { type: 'allowed', names, required: true }
}

function functionTool(declaration: JsonObject): Tool {
  const { parameters, parametersJsonSchema } = declaration
  const schema = parametersJsonSchema ?? parameters
  const description = stringOf(declaration['description'])
  const rest = without(declaration, ['name', 'description', 'parameters', 'parametersJsonSchema'])
  return {
    type: 'function',
    name: stringOf(declaration['name']) ?? '',
    ...(description === undefined ? {} : { description }),
    ...(isJsonObject(schema) ? { parameters: jsonSchemaOf(schema) } : {}),
    ...(rest === undefined ? {} : { extensions: { [generateWire]: rest } }),
  }
}
