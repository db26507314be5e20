import type { Call } from '../../call.ts'
import { asObject, asObjects, asString, type JsonObject } from '../../json.ts'
import { invalid } from '../../refusal.ts'

/** What one side says until the other answers; `index` is the first message's place. */
export interface Turn {
  readonly role: string
  readonly index: number
  readonly blocks: readonly JsonObject[]
}

/** Joins neighbours of the same role, as the API does; system messages stand aside. */
export function mergeTurns(messages: readonly JsonObject[]): readonly Turn[] {
  const turns: Turn[] = []
  for (const [index, message] of messages.entries()) {
    const role = String(message['role'])
    if (role === 'system') continue
    const { content } = message
    const blocks =
      typeof content === 'string' ? [{ type: 'text', text: content }] : asObjects(content)
    const last = turns.at(-1)
    if (last?.role === role) {
      turns[turns.length - 1] = { ...last, blocks: [...last.blocks, ...blocks] }
    } else turns.push({ role, index, blocks })
  }
  return turns
}

/** Checks who begins and that every tool call has its result, first and complete. */
export function checkTurns(turns: readonly Turn[]): void {
  if (turns[0] !== undefined && turns[0].role !== 'user') {
    throw invalid('messages: first message must use the "user" role')
  }
  for (const [at, turn] of turns.entries()) {
    const previous = turns[at - 1]
    if (turn.role === 'user') checkResults(turn, previous)
    else checkCalls(turn, turns[at + 1])
  }
}

const ID = /^[a-zA-Z0-9_-]+$/u

function idsOf(turn: Turn | undefined, type: string, field: string): readonly string[] {
  const blocks = turn?.blocks.filter((block) => block['type'] === type) ?? []
  return blocks.map((block) => String(block[field]))
}

function checkCalls(turn: Turn, next: Turn | undefined): void {
  const calls = idsOf(turn, 'tool_use', 'id')
  for (const [index, id] of calls.entries()) {
    if (!ID.test(id)) {
      throw invalid(
        `messages.${turn.index}.content.${index}.tool_use.id: String should match pattern '^[a-zA-Z0-9_-]+$'`,
      )
    }
    if (calls.indexOf(id) !== index) {
      throw invalid(`messages.${turn.index}: \`tool_use\` ids must be unique`)
    }
  }
  const leading = next?.blocks.findIndex((block) => block['type'] !== 'tool_result') ?? 0
  const first = leading < 0 ? next?.blocks : next?.blocks.slice(0, leading)
  const answered = first?.map((block) => String(block['tool_use_id'])) ?? []
  const open = calls.filter((id) => !answered.includes(id))
  if (open.length === 0) return
  throw invalid(
    `messages.${turn.index}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${open.join(', ')}. Each \`tool_use\` block must have a corresponding \`tool_result\` block in the next message.`,
  )
}

function checkResults(turn: Turn, previous: Turn | undefined): void {
  const calls = idsOf(previous, 'tool_use', 'id')
  const results = idsOf(turn, 'tool_result', 'tool_use_id')
  const orphan = results.find((id) => !calls.includes(id))
  if (orphan !== undefined) {
    throw invalid(
      `messages.${turn.index}.content.0: unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${orphan}. Each \`tool_result\` block must have a corresponding \`tool_use\` block in the previous message.`,
    )
  }
  const twice = results.find((id, index) => results.indexOf(id) !== index)
  if (twice !== undefined) {
    throw invalid(
      `messages.${turn.index}: each tool_use must have a single result. Found multiple \`tool_result\` blocks with id: ${twice}`,
    )
  }
}

/** Checks that thinking comes back where it must, and exactly as it was issued. */
export function checkThinking(turns: readonly Turn[], { body, seal }: Call): void {
  for (const turn of turns) {
    for (const [index, block] of turn.blocks.entries()) {
      if (block['type'] !== 'thinking') continue
      const issued = seal.unwrap('thinking', block['signature'])
      const thinking = asString(block['thinking'])
      if (issued === `shown\n${thinking}`) continue
      if (thinking === '' && issued?.startsWith('omitted\n') === true) continue
      throw invalid(
        `messages.${turn.index}.content.${index}: Invalid \`signature\` in \`thinking\` block`,
      )
    }
  }
  if (asObject(body['thinking'])['type'] !== 'enabled') return
  const last = turns.at(-1)
  const calling = turns.at(-2)
  const inLoop = last?.blocks.some((block) => block['type'] === 'tool_result') ?? false
  const type = String(calling?.blocks[0]?.['type'])
  if (!inLoop || calling === undefined || ['thinking', 'redacted_thinking'].includes(type)) return
  throw invalid(
    `messages.${calling.index}.content.0.type: Expected \`thinking\` or \`redacted_thinking\`, but found \`${type}\`. When \`thinking\` is enabled, a final \`assistant\` message must start with a thinking block (preceeding the lastmost set of \`tool_use\` and \`tool_result\` blocks). To avoid this requirement, disable \`thinking\`.`,
  )
}
