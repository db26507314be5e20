import type { Call } from '../../call.ts'
import { asNumber, asObject, asObjects, asString, isObject, type JsonObject } from '../../json.ts'
import { readText, type OfferedTool, type Prompt } from '../../prompt.ts'

/** Reads a chat request into what the script needs. */
export function chatPrompt({ body }: Pick<Call, 'body'>): Prompt {
  const messages = asObjects(body['messages'])
  const effort = body['reasoning_effort']
  return {
    ...readText(body['messages'], body['tools']),
    tools: chatTools(body),
    choice: chatChoice(body['tool_choice'] ?? body['function_call']),
    parallel: body['parallel_tool_calls'] !== false,
    toolResults: countTrailing(messages, (message) => message['role'] === 'tool'),
    json: chatJson(body['response_format']),
    thinking: effort !== undefined && effort !== null && effort !== 'none',
    maxTokens: asNumber(body['max_completion_tokens']) ?? asNumber(body['max_tokens']),
    stops: readStops(body['stop']),
  }
}

/** How many items at the end answer to `matches`. */
export function countTrailing<Item>(
  items: readonly Item[],
  matches: (item: Item) => boolean,
): number {
  const last = items.findLastIndex((item) => !matches(item))
  return items.length - 1 - last
}

/** One text or a list of them. */
export function readStops(stop: unknown): readonly string[] {
  const stops: readonly unknown[] = Array.isArray(stop) ? stop : [stop]
  return stops.filter((each) => typeof each === 'string')
}

/** `tool_choice` of chat and Responses, whose named form is flat in the latter. */
export function chatChoice(choice: unknown): Prompt['choice'] {
  if (choice === 'none' || choice === 'required') return choice
  if (!isObject(choice)) return 'auto'
  if (choice['type'] === 'allowed_tools') {
    const allowed = asObject(choice['allowed_tools'] ?? choice)
    if (allowed['mode'] !== 'required') return 'auto'
    return { names: asObjects(allowed['tools']).map(nameOf) }
  }
  return { names: [nameOf(choice)] }
}

function nameOf(tool: JsonObject): string {
  const inner = asObject(tool['function'] ?? tool['custom'])
  return asString(inner['name'] ?? tool['name']) ?? ''
}

function chatTools(body: JsonObject): readonly OfferedTool[] {
  const tools = asObjects(body['tools']).map((tool): OfferedTool => {
    const kind = tool['type'] === 'custom' ? 'custom' : 'function'
    return { name: nameOf(tool), schema: asObject(tool['function'])['parameters'], kind }
  })
  const functions = asObjects(body['functions']).map((each) => ({
    name: nameOf(each),
    schema: each['parameters'],
  }))
  return [...tools, ...functions]
}

function chatJson(format: unknown): Prompt['json'] {
  const { type, json_schema: schema } = asObject(format)
  if (type === 'json_object') return { schema: undefined }
  return type === 'json_schema' ? { schema: asObject(schema)['schema'] ?? {} } : undefined
}
