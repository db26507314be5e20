import type { Call } from '../../call.ts'
import {
  asList,
  asNumber,
  asObject,
  asObjects,
  asString,
  isObject,
  type JsonObject,
} from '../../json.ts'
import { readText, type OfferedTool, type Prompt } from '../../prompt.ts'
import { invalid, Refusal } from '../../refusal.ts'
import type { Shelf } from '../../shelf.ts'
import { chatChoice, countTrailing } from './chat-request.ts'

/** A stored answer with everything that led to it. */
export interface StoredResponse {
  readonly response: JsonObject
  readonly input: readonly JsonObject[]
  readonly history: readonly JsonObject[]
}

/** The stored answer, or undefined. */
export function storedResponse(shelf: Shelf, id: string): StoredResponse | undefined {
  return shelf.get('responses', id) as StoredResponse | undefined
}

/** The items that the request itself brings; a text is a user message. */
export function ownItems(input: unknown): readonly JsonObject[] {
  if (typeof input !== 'string') {
    return asObjects(input).map((item) =>
      item['type'] === undefined && item['role'] !== undefined
        ? { ...item, type: 'message' }
        : item,
    )
  }
  return [{ type: 'message', role: 'user', content: [{ type: 'input_text', text: input }] }]
}

/** The whole conversation: stored items before, references filled in. */
export function conversation({ body, shelf, strict }: Call): readonly JsonObject[] {
  const previous = asString(body['previous_response_id'])
  const stored = previous === undefined ? undefined : storedResponse(shelf, previous)
  if (previous !== undefined && stored === undefined) {
    throw invalid(
      `Previous response with id '${previous}' not found.`,
      'previous_response_id',
      'previous_response_not_found',
    )
  }
  const items = ownItems(body['input']).map((item) => {
    if (item['type'] !== 'item_reference') return item
    const id = String(item['id'])
    const found = shelf.get('items', id)
    if (isObject(found)) return found
    if (!strict) return item
    throw new Refusal(
      404,
      `Item with id '${id}' not found. Items are not persisted when \`store\` is set to false. Try again with \`store\` set to true, or remove this item from your input.`,
      { param: 'input' },
    )
  })
  return [...(stored?.history ?? []), ...items]
}

/** Reads a Responses request into what the script needs. */
export function responsesPrompt(call: Call, items: readonly JsonObject[]): Prompt {
  const { body } = call
  const effort = asObject(body['reasoning'])['effort']
  return {
    ...readText(body['instructions'], items, body['tools']),
    tools: responsesTools(asList(body['tools'])),
    choice: chatChoice(body['tool_choice']),
    parallel: body['parallel_tool_calls'] !== false,
    toolResults: countTrailing(items, (item) => String(item['type']).endsWith('_output')),
    json: responsesJson(asObject(body['text'])['format']),
    thinking: effort !== undefined && effort !== null && effort !== 'none',
    maxTokens: asNumber(body['max_output_tokens']),
    stops: [],
  }
}

function responsesTools(tools: readonly unknown[]): readonly OfferedTool[] {
  return tools.flatMap((each): readonly OfferedTool[] => {
    const tool = asObject(each)
    const name = asString(tool['name']) ?? ''
    if (tool['type'] === 'function') return [{ name, schema: tool['parameters'] }]
    if (tool['type'] === 'custom') return [{ name, schema: undefined, kind: 'custom' }]
    return []
  })
}

function responsesJson(format: unknown): Prompt['json'] {
  const { type, schema } = asObject(format)
  if (type === 'json_object') return { schema: undefined }
  return type === 'json_schema' ? { schema: schema ?? {} } : undefined
}
