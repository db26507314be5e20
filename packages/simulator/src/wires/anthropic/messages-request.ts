import { asNumber, asObject, asObjects, asString, type JsonObject } from '../../json.ts'
import { readText, type Prompt } from '../../prompt.ts'

/** Reads a Messages request into what the script needs. */
export function messagesPrompt(body: JsonObject): Prompt {
  const last = asObjects(body['messages']).at(-1)
  const choice = asObject(body['tool_choice'])
  const results = asObjects(last?.['content']).filter(({ type }) => type === 'tool_result')
  return {
    ...readText(body['system'], body['messages'], body['tools']),
    tools: asObjects(body['tools'])
      .filter((tool) => tool['input_schema'] !== undefined)
      .map((tool) => ({ name: asString(tool['name']) ?? '', schema: tool['input_schema'] })),
    choice: messagesChoice(choice),
    parallel: choice['disable_parallel_tool_use'] !== true,
    toolResults: last?.['role'] === 'user' ? results.length : 0,
    json: messagesJson(body),
    thinking: isThinking(body),
    maxTokens: asNumber(body['max_tokens']),
    stops: asStops(body['stop_sequences']),
  }
}

/** Whether the request asks the model to think. */
export function isThinking(body: JsonObject): boolean {
  const type = asObject(body['thinking'])['type']
  return type === 'enabled' || type === 'adaptive' || type === 'between_tools'
}

function asStops(stops: unknown): readonly string[] {
  return Array.isArray(stops) ? stops.filter((each) => typeof each === 'string') : []
}

function messagesChoice(choice: JsonObject): Prompt['choice'] {
  switch (choice['type']) {
    case 'any':
      return 'required'
    case 'none':
      return 'none'
    case 'tool':
      return { names: [asString(choice['name']) ?? ''] }
    default:
      return 'auto'
  }
}

function messagesJson(body: JsonObject): Prompt['json'] {
  const format = asObject(asObject(body['output_config'])['format'] ?? body['output_format'])
  return format['type'] === 'json_schema' ? { schema: format['schema'] ?? {} } : undefined
}
