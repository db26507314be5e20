import type { Call } from '../../call.ts'
import { asList, asObject, asObjects, asString, type JsonObject } from '../../json.ts'
import { invalid } from '../../refusal.ts'
import { verify } from '../../shape.ts'
import { CHAT_SHAPE } from './chat-shape.ts'
import { openaiProblem } from './errors.ts'
import { isReasoningModel, refuseSampling } from './reasoning-models.ts'
import { strictSchemaFault } from './tool-schema.ts'

/** Throws what OpenAI answers to a chat request that it does not accept. */
export function checkChat({ body, model }: Pick<Call, 'body' | 'model'>): void {
  const problem = verify(body, CHAT_SHAPE, { nulls: true })
  if (problem !== undefined) throw openaiProblem(problem)
  checkModel(body, model)
  checkMessages(asObjects(body['messages']))
  checkTools(body)
  checkFormat(body)
}

function checkModel(body: JsonObject, model: string): void {
  const present = (name: string): boolean => body[name] !== undefined && body[name] !== null
  if (present('stream_options') && body['stream'] !== true) {
    throw invalid(
      "The 'stream_options' parameter is only allowed when 'stream' is enabled.",
      'stream_options',
    )
  }
  if (!isReasoningModel(model)) return
  if (present('max_tokens')) {
    throw invalid(
      "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
      'max_tokens',
      'unsupported_parameter',
    )
  }
  if (present('stop')) {
    throw invalid(
      "Unsupported parameter: 'stop' is not supported with this model.",
      'stop',
      'unsupported_parameter',
    )
  }
  refuseSampling(body)
}

function checkMessages(messages: readonly JsonObject[]): void {
  if (messages.length === 0) {
    throw invalid(
      "Invalid 'messages': empty array. Expected an array with minimum length 1.",
      'messages',
      'empty_array',
    )
  }
  let open: Set<string> = new Set()
  for (const [index, message] of messages.entries()) {
    const param = `messages[${index}]`
    if (message['role'] === 'tool') {
      checkToolMessage(message, index, open)
      open.delete(asString(message['tool_call_id']) ?? '')
      continue
    }
    refuseOpenCalls(open, index)
    checkImages(message, param)
    open = new Set(asObjects(message['tool_calls']).map((call) => asString(call['id']) ?? ''))
    if (message['role'] === 'assistant') checkAssistant(message, param)
  }
  refuseOpenCalls(open, messages.length)
}

function checkToolMessage(message: JsonObject, index: number, open: ReadonlySet<string>): void {
  const param = `messages[${index}]`
  if (!open.has(asString(message['tool_call_id']) ?? '')) {
    throw invalid(
      "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.",
      `${param}.role`,
    )
  }
  if (asObjects(message['content']).some((part) => part['type'] !== 'text')) {
    throw invalid(
      `Invalid '${param}'. Image URLs are only allowed for messages with role 'user', but this message with role 'tool' contains an image URL.`,
      param,
      'invalid_value',
    )
  }
}

function refuseOpenCalls(open: ReadonlySet<string>, index: number): void {
  if (open.size === 0) return
  throw invalid(
    `An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: ${[...open].join(', ')}`,
    `messages[${Math.max(0, index - 1)}].role`,
  )
}

function checkImages(message: JsonObject, param: string): void {
  const image = asObjects(message['content']).some((part) => part['type'] === 'image_url')
  if (!image || message['role'] === 'user') return
  throw invalid(
    `Invalid '${param}'. Image URLs are only allowed for messages with role 'user', but this message with role '${String(message['role'])}' contains an image URL.`,
    param,
    'invalid_value',
  )
}

function checkAssistant(message: JsonObject, param: string): void {
  const calls = asObjects(message['tool_calls'])
  const empty = message['content'] === null || message['content'] === undefined
  const refused = typeof message['refusal'] === 'string'
  const legacy = message['function_call'] !== undefined || message['audio'] !== undefined
  if (empty && calls.length === 0 && !refused && !legacy) {
    throw invalid(`Invalid value for 'content': expected a string, got null.`, `${param}.content`)
  }
  for (const [index, call] of calls.entries()) {
    const place = `${param}.tool_calls[${index}].id`
    const id = asString(call['id']) ?? ''
    if (id.length <= 64 && id !== '') continue
    throw invalid(
      `Invalid '${place}': string length must be between 1 and 64, but got ${id.length}.`,
      place,
      id === '' ? 'empty_string' : 'string_above_max_length',
    )
  }
}

const TOOL_NAME = /^[a-zA-Z0-9_-]{1,64}$/u

function checkTools(body: JsonObject): void {
  const tools = asObjects(body['tools'])
  if (body['tool_choice'] !== undefined && tools.length === 0 && body['tool_choice'] !== 'none') {
    throw invalid(
      "Invalid value for 'tool_choice': 'tool_choice' is only allowed when 'tools' are specified.",
      'tool_choice',
    )
  }
  for (const [index, tool] of tools.entries()) {
    const declared = asObject(tool['function'] ?? tool['custom'])
    const name = asString(declared['name']) ?? ''
    if (!TOOL_NAME.test(name)) {
      const param = `tools[${index}].function.name`
      throw invalid(
        `Invalid '${param}': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.`,
        param,
        'invalid_value',
      )
    }
    const fault =
      declared['strict'] === true ? strictSchemaFault(declared['parameters']) : undefined
    if (fault !== undefined) {
      throw invalid(
        `Invalid schema for function '${name}': ${fault}`,
        `tools[${index}].function.parameters`,
        'invalid_function_parameters',
      )
    }
  }
}

function checkFormat(body: JsonObject): void {
  const { type, json_schema: wrapped } = asObject(body['response_format'])
  if (type === 'json_object' && !JSON.stringify(asList(body['messages'])).match(/json/iu)) {
    throw invalid(
      "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
      'messages',
    )
  }
  const { name, schema, strict } = asObject(wrapped)
  const fault = strict === true ? strictSchemaFault(schema) : undefined
  if (fault !== undefined) {
    throw invalid(
      `Invalid schema for response_format '${String(name)}': ${fault}`,
      'response_format',
    )
  }
}
