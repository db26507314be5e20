import type { Call } from '../../call.ts'
import { asObject, asObjects, asString, type JsonObject } from '../../json.ts'
import { invalid, Refusal } from '../../refusal.ts'
import { verify } from '../../shape.ts'
import { openaiProblem } from './errors.ts'
import { isReasoningModel, refuseSampling } from './reasoning-models.ts'
import { ownItems } from './responses-request.ts'
import { ITEM_FIELDS, PART_TYPES, RESPONSES_SHAPE } from './responses-shape.ts'
import { strictSchemaFault } from './tool-schema.ts'

/** Throws what OpenAI answers to a Responses request whose own fields are wrong. */
export function checkResponses({ body, model }: Call): void {
  const problem = verify(body, RESPONSES_SHAPE, { nulls: true })
  if (problem !== undefined) throw openaiProblem(problem)
  if (body['input'] === undefined && body['previous_response_id'] === undefined) {
    throw openaiProblem({ fault: 'missing', path: ['input'], expected: '', got: undefined })
  }
  if (isReasoningModel(model)) refuseSampling(body)
  for (const [index, tool] of asObjects(body['tools']).entries()) checkTool(tool, index)
  const format = asObject(asObject(body['text'])['format'])
  const fault = format['strict'] === true ? strictSchemaFault(format['schema']) : undefined
  if (fault !== undefined) {
    throw invalid(
      `Invalid schema for response_format '${String(format['name'])}': ${fault}`,
      'text.format.schema',
      'invalid_json_schema',
    )
  }
  for (const [index, item] of ownItems(body['input']).entries()) checkItem(item, `input[${index}]`)
}

function checkTool(tool: JsonObject, index: number): void {
  if (tool['type'] !== 'function') return
  const param = `tools[${index}].name`
  if (asString(tool['name']) === undefined) {
    throw invalid(`Missing required parameter: '${param}'.`, param, 'missing_required_parameter')
  }
  // Unlike chat, a function is strict here unless it says otherwise.
  const fault = tool['strict'] === true ? strictSchemaFault(tool['parameters']) : undefined
  if (fault === undefined) return
  throw invalid(
    `Invalid schema for function '${String(tool['name'])}': ${fault}`,
    `tools[${index}].parameters`,
    'invalid_function_parameters',
  )
}

function checkItem(item: JsonObject, param: string): void {
  const fields = ITEM_FIELDS[String(item['type'])]
  // The union of item types is wide: the ones without rules here pass.
  if (fields === undefined) return
  const unknown = Object.keys(item).find((name) => !fields.includes(name))
  if (unknown !== undefined) {
    throw invalid(
      `Unknown parameter: '${param}.${unknown}'.`,
      `${param}.${unknown}`,
      'unknown_parameter',
    )
  }
  if (item['type'] === 'message') checkMessage(item, param)
  const callId = asString(item['call_id'])
  if (callId !== undefined && callId.length > 64) {
    throw invalid(
      `Invalid '${param}.call_id': string too long. Expected a string with maximum length 64, but got a string with length ${callId.length} instead.`,
      `${param}.call_id`,
      'string_above_max_length',
    )
  }
}

function checkMessage(item: JsonObject, param: string): void {
  const types = PART_TYPES[String(item['role'])]
  if (types === undefined) {
    throw invalid(
      `Invalid value: '${String(item['role'])}'. Supported values are: 'assistant', 'system', 'developer', and 'user'.`,
      `${param}.role`,
      'invalid_value',
    )
  }
  const index = asObjects(item['content']).findIndex(({ type }) => !types.includes(String(type)))
  if (index < 0) return
  const place = `${param}.content[${index}]`
  const wrong = asObjects(item['content'])[index]
  throw invalid(
    `Invalid value: '${String(wrong?.['type'])}'. Supported values are: ${types.map((type) => `'${type}'`).join(', ')}.`,
    place,
    'invalid_value',
  )
}

/** Throws where the items of the whole conversation do not fit together. */
export function checkConversation(call: Call, items: readonly JsonObject[]): void {
  checkPairs(items)
  for (const [index, item] of items.entries()) {
    if (item['type'] === 'reasoning') checkReasoning(call, item, items[index + 1])
  }
}

function checkPairs(items: readonly JsonObject[]): void {
  const idsOf = (...types: readonly string[]): readonly string[] =>
    items.filter(({ type }) => types.includes(String(type))).map((item) => String(item['call_id']))
  const called = idsOf('function_call', 'custom_tool_call')
  const answered = idsOf('function_call_output', 'custom_tool_call_output')
  const orphan = answered.find((id) => !called.includes(id))
  if (orphan !== undefined) {
    throw invalid(`No tool call found for function call output with call_id ${orphan}.`, 'input')
  }
  const open = called.find((id) => !answered.includes(id))
  if (open !== undefined) throw invalid(`No tool output found for function call ${open}.`, 'input')
}

function checkReasoning(call: Call, item: JsonObject, next: JsonObject | undefined): void {
  const id = asString(item['id']) ?? ''
  const follows = ['message', 'function_call', 'custom_tool_call', 'reasoning']
  const own = next?.['role'] === undefined || next['role'] === 'assistant'
  if (next === undefined || !own || !follows.includes(String(next['type']))) {
    throw invalid(
      `Item '${id}' of type 'reasoning' was provided without its required following item.`,
      'input',
    )
  }
  const encrypted = item['encrypted_content']
  if (encrypted === undefined || encrypted === null) {
    if (call.shelf.get('items', id) !== undefined) return
    throw new Refusal(
      404,
      `Item with id '${id}' not found. Items are not persisted when \`store\` is set to false.`,
      { param: 'input' },
    )
  }
  const issued = call.seal.unwrap('reasoning', encrypted)
  if (issued !== undefined && (id === '' || issued.startsWith(`${id}\n`))) return
  throw invalid(
    `The encrypted content for item ${id} could not be verified. Reason: Encrypted content could not be decrypted or parsed.`,
    null,
    'invalid_encrypted_content',
  )
}
