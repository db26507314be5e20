import type { Call } from '../../call.ts'
import { asNumber, asObject, asObjects, asString, type JsonObject } from '../../json.ts'
import { invalid } from '../../refusal.ts'
import { verify, type Shape } from '../../shape.ts'
import { anthropicProblem } from './errors.ts'
import { isThinking } from './messages-request.ts'
import { CUSTOM_TOOL_SHAPE, MESSAGES_SHAPE } from './messages-shape.ts'
import { checkThinking, checkTurns, mergeTurns } from './turns-strict.ts'

const VERSIONS: ReadonlySet<string> = new Set(['2023-01-01', '2023-06-01', '2026-10-21'])

/** Throws what Anthropic answers to a Messages request that it does not accept. */
export function checkMessages(call: Call, shape: Shape = MESSAGES_SHAPE): void {
  const { body } = call
  checkVersion(call)
  const problem = verify(body, shape)
  if (problem !== undefined) throw anthropicProblem(problem)
  checkTools(body)
  checkTexts(body)
  const turns = mergeTurns(asObjects(body['messages']))
  checkTurns(turns)
  checkThinking(turns, call)
  checkSampling(body)
  checkCaching(body)
}

function checkVersion({ headers }: Pick<Call, 'headers'>): void {
  const version = headers['anthropic-version']
  if (version === undefined) throw invalid('anthropic-version: header is required')
  if (VERSIONS.has(version)) return
  throw invalid(`anthropic-version: "${version}" is not a valid version`)
}

function checkTools(body: JsonObject): void {
  const names = new Set<string>()
  for (const [index, tool] of asObjects(body['tools']).entries()) {
    const custom = tool['type'] === undefined || tool['type'] === 'custom'
    const problem = custom ? verify(tool, CUSTOM_TOOL_SHAPE) : undefined
    if (problem !== undefined) {
      throw anthropicProblem({ ...problem, path: ['tools', index, 'custom', ...problem.path] })
    }
    const name = asString(tool['name'])
    if (name === undefined) continue
    if (custom && !/^[a-zA-Z0-9_-]{1,128}$/u.test(name)) {
      throw invalid(
        `tools.${index}.custom.name: String should match pattern '^[a-zA-Z0-9_-]{1,128}$'`,
      )
    }
    if (custom && asObject(tool['input_schema'])['type'] !== 'object') {
      throw invalid(`tools.${index}.custom.input_schema.type: Input should be 'object'`)
    }
    if (names.has(name)) throw invalid('tools: Tool names must be unique.')
    names.add(name)
  }
  const choice = asObject(body['tool_choice'])
  const wished = asString(choice['name'])
  if (choice['type'] !== undefined && names.size === 0) {
    throw invalid('tool_choice: tool_choice may only be specified while providing tools')
  }
  if (wished !== undefined && !names.has(wished)) {
    throw invalid(`Tool '${wished}' not found in provided tools`)
  }
}

function checkTexts(body: JsonObject): void {
  if (body['max_tokens'] !== undefined && asObjects(body['messages']).length === 0) {
    throw invalid('messages: at least one message is required')
  }
  const messages = asObjects(body['messages'])
  for (const [index, message] of messages.entries()) {
    const { content } = message
    const last = index === messages.length - 1 && message['role'] === 'assistant'
    const empty = content === '' || (Array.isArray(content) && content.length === 0)
    if (empty && !last) {
      throw invalid(
        `messages.${index}: all messages must have non-empty content except for the optional final assistant message`,
      )
    }
    if (asObjects(content).some((block) => block['type'] === 'text' && block['text'] === '')) {
      throw invalid('messages: text content blocks must be non-empty')
    }
    if (
      asObjects(content).some(isBlank) ||
      (typeof content === 'string' && !empty && !content.trim())
    ) {
      throw invalid('messages: text content blocks must contain non-whitespace text')
    }
    if (last && endsInSpace(content)) {
      throw invalid('messages: final assistant content cannot end with trailing whitespace')
    }
  }
  const system = asObjects(body['system'])
  if (system.some((block) => block['text'] === '')) {
    throw invalid('system: text content blocks must be non-empty')
  }
}

function isBlank(block: JsonObject): boolean {
  return block['type'] === 'text' && String(block['text']).trim() === ''
}

function endsInSpace(content: unknown): boolean {
  const text = typeof content === 'string' ? content : asObjects(content).at(-1)?.['text']
  return typeof text === 'string' && text !== text.trimEnd()
}

function checkSampling(body: JsonObject): void {
  const blankStop = (Array.isArray(body['stop_sequences']) ? body['stop_sequences'] : []).some(
    (stop) => String(stop).trim() === '',
  )
  if (blankStop) throw invalid('stop_sequences: each stop sequence must contain non-whitespace')
  if (!isThinking(body)) return
  const temperature = asNumber(body['temperature'])
  if (temperature !== undefined && temperature !== 1) {
    throw invalid(
      '`temperature` may only be set to 1 when thinking is enabled or in adaptive mode.',
    )
  }
  if (body['top_k'] !== undefined) {
    throw invalid('`top_k` must be unset when thinking is enabled or in adaptive mode.')
  }
  const choice = asObject(body['tool_choice'])['type']
  const enabled = asObject(body['thinking'])['type'] === 'enabled'
  if (enabled && (choice === 'any' || choice === 'tool')) {
    throw invalid('Thinking may not be enabled when tool_choice forces tool use.')
  }
  const budget = asNumber(asObject(body['thinking'])['budget_tokens'])
  const most = asNumber(body['max_tokens'])
  if (budget !== undefined && most !== undefined && most <= budget) {
    throw invalid('`max_tokens` must be greater than `thinking.budget_tokens`.')
  }
}

function checkCaching(body: JsonObject): void {
  const marked = [
    ...asObjects(body['system']),
    ...asObjects(body['tools']),
    ...asObjects(body['messages']).flatMap(({ content }) => asObjects(content)),
  ].filter((each) => each['cache_control'] !== undefined && each['cache_control'] !== null).length
  if (marked <= 4) return
  throw invalid(`A maximum of 4 blocks with cache_control may be provided. Found ${marked}.`)
}
