import type { JsonObject, Message } from '@signalbox/core'

import { encodeParts, isSaid, type BlockScope } from './encode-content.ts'
import { warnForeign, type Warn } from './own-fields.ts'
import { isInstruction, reminder } from './system.ts'

/** One turn of a conversation while it is being built. */
export interface Turn {
  readonly role: 'user' | 'assistant' | 'system'
  readonly blocks: readonly JsonObject[]
}

/** How a conversation of another wire becomes turns. */
export interface TurnOptions {
  readonly scope: BlockScope
  /** Index of the first message in the client's list, for the paths of warnings. */
  readonly offset: number
  readonly systemTurns: boolean
  /** The model continues a last assistant turn. */
  readonly prefill: boolean
}

/**
 * Messages of another wire as turns this wire takes: alternating, begun by the user, no blank
 * text, every tool call answered at the start of the next turn.
 */
export function buildTurns(messages: readonly Message[], options: TurnOptions): readonly Turn[] {
  const { warn } = options.scope
  const turns = messages.map((message, index) => turnOf(message, index + options.offset, options))
  const said = merge(turns.flatMap((turn) => notBlank(turn)))
  const answered = merge(answerCalls(said, warn))
  const started = answered[0]?.role === 'user' ? answered : [spacer, ...answered]
  return endWithUser(started, options)
}

const spacer: Turn = { role: 'user', blocks: [{ type: 'text', text: '.' }] }

function turnOf(message: Message, index: number, options: TurnOptions): Turn {
  const { scope } = options
  const path = `messages.${String(index)}`
  warnForeign(message, path, scope.warn)
  if (message.name !== undefined)
    scope.warn('dropped', `${path}.name`, 'The provider has no names for participants.')
  const system = isInstruction(message)
  const spoken = system && !options.systemTurns ? reminder(message, scope, path) : message
  const role =
    system && options.systemTurns ? 'system' : message.role === 'assistant' ? 'assistant' : 'user'
  const blocks = encodeParts(spoken.content, scope, `${path}.content`)
  return { role, blocks: role === 'user' ? blocks : withoutMedia(blocks, path, scope.warn) }
}

function withoutMedia(
  blocks: readonly JsonObject[],
  path: string,
  warn: Warn,
): readonly JsonObject[] {
  const kept = blocks.filter(({ type }) => type !== 'image' && type !== 'document')
  if (kept.length < blocks.length)
    warn('dropped', `${path}.content`, 'Only user turns hold images and documents.')
  return kept
}

function notBlank(turn: Turn): readonly Turn[] {
  const blocks = turn.blocks.filter(isSaid)
  if (blocks.length > 0) return [{ ...turn, blocks }]
  return turn.role === 'user' ? [spacer] : []
}

function merge(turns: readonly Turn[]): readonly Turn[] {
  const merged: Turn[] = []
  for (const turn of turns) {
    const last = merged.at(-1)
    if (last?.role !== turn.role) merged.push(turn)
    else {
      const blocks = [...last.blocks, ...turn.blocks].filter((block) => block !== spacer.blocks[0])
      merged[merged.length - 1] = { ...turn, blocks: blocks.length === 0 ? spacer.blocks : blocks }
    }
  }
  return merged
}

function answerCalls(turns: readonly Turn[], warn: Warn): readonly Turn[] {
  const out: Turn[] = []
  let calls: readonly string[] = []
  let held: readonly Turn[] = []
  const answer = (turn: Turn) => {
    out.push(resultsFirst(turn, calls, warn), ...held)
    calls = []
    held = []
  }
  for (const turn of turns) {
    if (turn.role === 'user') answer(turn)
    else if (turn.role === 'system' && calls.length > 0) held = [...held, turn]
    else {
      if (calls.length > 0) answer({ role: 'user', blocks: [] })
      calls = turn.role === 'assistant' ? callsOf(turn) : []
      out.push(turn)
    }
  }
  if (calls.length > 0) answer({ role: 'user', blocks: [] })
  return out
}

function callsOf(turn: Turn): readonly string[] {
  return turn.blocks.flatMap(({ type, id }) =>
    type === 'tool_use' && typeof id === 'string' ? [id] : [],
  )
}

function resultsFirst(turn: Turn, calls: readonly string[], warn: Warn): Turn {
  const results = new Map<string, JsonObject>()
  const others: JsonObject[] = []
  for (const block of turn.blocks) {
    const id = block['tool_use_id']
    if (block['type'] !== 'tool_result' || typeof id !== 'string') others.push(block)
    else if (calls.includes(id) && !results.has(id)) results.set(id, block)
    else {
      warn('emulated', 'messages', `The result of "${id}" answers no call; it was sent as text.`)
      others.push(...orphan(block))
    }
  }
  const first = calls.map((id) => results.get(id) ?? missing(id, warn))
  return { ...turn, blocks: [...first, ...others] }
}

function missing(id: string, warn: Warn): JsonObject {
  warn('repaired', 'messages', `The call "${id}" had no result; an error result was added.`)
  return { type: 'tool_result', tool_use_id: id, content: 'no result', is_error: true }
}

function orphan({ content }: JsonObject): readonly JsonObject[] {
  if (Array.isArray(content)) return content as readonly JsonObject[]
  return [{ type: 'text', text: typeof content === 'string' ? content : 'no result' }]
}

function endWithUser(turns: readonly Turn[], { scope, prefill }: TurnOptions): readonly Turn[] {
  const last = turns.at(-1)
  if (last?.role !== 'assistant') return turns
  if (!prefill) {
    scope.warn('emulated', 'messages', 'The model continues no answer; it was asked to go on.')
    return [...turns, { role: 'user', blocks: [{ type: 'text', text: 'Continue.' }] }]
  }
  const end = last.blocks.at(-1)
  const text = end?.['text']
  if (typeof text !== 'string' || end?.['type'] !== 'text' || text === text.trimEnd()) return turns
  const trimmed = { ...end, text: text.trimEnd() }
  return [...turns.slice(0, -1), { ...last, blocks: [...last.blocks.slice(0, -1), trimmed] }]
}

/** Whether a tool turn that the model is still working on lost the thinking it must begin with. */
export function lacksThinking(turns: readonly Turn[]): boolean {
  for (let i = turns.length - 1; i >= 0; i--) {
    const turn = turns[i]
    if (turn === undefined || (turn.role === 'user' && !isToolTurn(turn))) return false
    if (turn.role === 'assistant' && callsOf(turn).length > 0 && !beginsThinking(turn)) return true
  }
  return false
}

function isToolTurn(turn: Turn): boolean {
  return turn.blocks.some(({ type }) => type === 'tool_result')
}

function beginsThinking({ blocks: [first] }: Turn): boolean {
  return first?.['type'] === 'thinking' || first?.['type'] === 'redacted_thinking'
}
