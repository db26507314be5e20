import { asNumber, asObject, asObjects, asString, isObject, type JsonObject } from '../../json.ts'
import { readText, type Prompt } from '../../prompt.ts'
import { camelName } from '../../shape.ts'
import { readStops } from '../openai/chat-request.ts'

const FREE: ReadonlySet<string> = new Set([
  'args',
  'response',
  'parametersJsonSchema',
  'responseJsonSchema',
  'labels',
  'parameters',
  'responseSchema',
  'parameters_json_schema',
  'response_json_schema',
  'response_schema',
])

/** The request with `camelCase` names and lists, as protobuf's JSON is read. */
export function camelBody(body: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      camelName(name),
      FREE.has(name) ? value : asRepeated(camelName(name), camelValue(value)),
    ]),
  )
}

const REPEATED: ReadonlySet<string> = new Set([
  'contents',
  'parts',
  'tools',
  'functionDeclarations',
  'stopSequences',
  'requests',
])

function asRepeated(name: string, value: unknown): unknown {
  return REPEATED.has(name) && !Array.isArray(value) ? [value] : value
}

function camelValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelValue)
  return isObject(value) ? camelBody(value) : value
}

/** The parts of the last turn that answer function calls. */
export function functionResponses(content: JsonObject | undefined): readonly JsonObject[] {
  return asObjects(content?.['parts']).filter((part) => part['functionResponse'] !== undefined)
}

/** Whether the request asks the model to think. */
export function wantsThinking(body: JsonObject): boolean {
  const config = asObject(asObject(body['generationConfig'])['thinkingConfig'])
  const level = asString(config['thinkingLevel'])
  const budget = asNumber(config['thinkingBudget'])
  if (budget !== undefined) return budget !== 0
  return (level !== undefined && level !== 'MINIMAL') || config['includeThoughts'] === true
}

/** Reads a generateContent request into what the script needs. */
export function generatePrompt(body: JsonObject): Prompt {
  const config = asObject(body['generationConfig'])
  const contents = asObjects(body['contents'])
  return {
    ...readText(body['systemInstruction'], body['contents'], body['tools']),
    tools: asObjects(body['tools'])
      .flatMap((tool) => asObjects(tool['functionDeclarations']))
      .map((declared) => ({
        name: asString(declared['name']) ?? '',
        schema: declared['parametersJsonSchema'] ?? declared['parameters'],
      })),
    choice: generateChoice(asObject(asObject(body['toolConfig'])['functionCallingConfig'])),
    parallel: true,
    toolResults: functionResponses(contents.at(-1)).length,
    json: generateJson(config),
    thinking: wantsThinking(body),
    maxTokens: asNumber(config['maxOutputTokens']),
    stops: readStops(config['stopSequences']),
  }
}

function generateChoice(config: JsonObject): Prompt['choice'] {
  const names = readStops(config['allowedFunctionNames'])
  switch (config['mode']) {
    case 'NONE':
      return 'none'
    case 'ANY':
      return names.length > 0 ? { names } : 'required'
    default:
      return 'auto'
  }
}

function generateJson(config: JsonObject): Prompt['json'] {
  const schema = config['responseJsonSchema'] ?? config['responseSchema']
  if (schema !== undefined) return { schema }
  return config['responseMimeType'] === 'application/json' ? { schema: undefined } : undefined
}
