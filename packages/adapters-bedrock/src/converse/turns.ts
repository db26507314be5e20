import { isJsonObject, type JsonObject, type Message } from '@signalbox/core'

import { answerCalls, callsOf } from './answer-calls.ts'
import { encodeParts, isSaid, nothing, type BlockScope } from './encode-content.ts'
import { warnForeign, type Warn } from './own-fields.ts'
import { isInstruction, reminder } from './system.ts'
import type { Turn } from './turn.ts'

/** How a conversation becomes turns. */
export interface TurnOptions {
  readonly scope: BlockScope
  /** Index of the first message in the client's list, for the paths of warnings. */
  readonly offset: number
  readonly systemTurns: boolean
  /** The model continues a last assistant turn. */
  readonly prefill: boolean
}

/**
 * Messages as turns this wire takes: alternating, begun by the user, no blank text, a text beside
 * every document, every tool call answered in the next turn.
 */
export function buildTurns(messages: readonly Message[], options: TurnOptions): readonly Turn[] {
  const { scope } = options
  const turns = messages.map((message, index) => turnOf(message, index + options.offset, options))
  const said = merge(turns.flatMap((turn) => notBlank(turn)))
  const answered = merge(answerCalls(said, scope.warn))
  const apart = scope.family.resultsAlone ? resultsAlone(answered, scope.warn) : answered
  const started = apart[0]?.role === 'user' ? apart : [spacer('user'), ...apart]
  return endWithUser(
    started.map((turn) => withTextBesideDocuments(turn, scope.warn)),
    options,
  )
}

const blank: JsonObject = { text: nothing }

function spacer(role: Turn['role']): Turn {
  return { role, content: [blank] }
}

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
  const content = encodeParts(spoken.content, scope, `${path}.content`)
  return { role, content: role === 'user' ? content : withoutMedia(content, path, scope.warn) }
}

const media = ['image', 'document', 'video', 'audio']

function withoutMedia(
  blocks: readonly JsonObject[],
  path: string,
  warn: Warn,
): readonly JsonObject[] {
  const kept = blocks.filter((block) => !media.some((kind) => block[kind] !== undefined))
  if (kept.length < blocks.length)
    warn('dropped', `${path}.content`, 'Only user turns hold media and documents.')
  return kept
}

function notBlank(turn: Turn): readonly Turn[] {
  const content = turn.content.filter(isSaid)
  if (content.some((block) => !isSilent(block))) return [{ ...turn, content }]
  return turn.role === 'user' ? [spacer('user')] : []
}

/** Models take a turn of nothing but thinking for an answer that is only begun. */
function isSilent(block: JsonObject): boolean {
  return block['cachePoint'] !== undefined || block['reasoningContent'] !== undefined
}

function merge(turns: readonly Turn[]): readonly Turn[] {
  const merged: Turn[] = []
  for (const turn of turns) {
    const last = merged.at(-1)
    if (last?.role === turn.role)
      merged[merged.length - 1] = { ...turn, content: [...last.content, ...turn.content] }
    else merged.push(turn)
  }
  return merged.map(withoutSpacers)
}

function withoutSpacers(turn: Turn): Turn {
  const content = turn.content.filter((block) => block !== blank)
  return content.length === 0 ? spacer(turn.role) : { ...turn, content }
}

/** Some makers' models take the results of tools only in a turn of their own. */
function resultsAlone(turns: readonly Turn[], warn: Warn): readonly Turn[] {
  return turns.flatMap((turn) => {
    const results = turn.content.filter((block) => block['toolResult'] !== undefined)
    if (results.length === 0 || results.length === turn.content.length) return [turn]
    warn('repaired', 'messages', 'The results of tools were sent in a turn of their own.')
    const others = turn.content.filter((block) => block['toolResult'] === undefined)
    return [{ ...turn, content: results }, spacer('assistant'), { ...turn, content: others }]
  })
}

function withTextBesideDocuments(turn: Turn, warn: Warn): Turn {
  const hasDocument = turn.content.some((block) => block['document'] !== undefined)
  if (!hasDocument || turn.content.some((block) => block['text'] !== undefined)) return turn
  warn('repaired', 'messages', 'A document needs a text beside it; one was added.')
  return { ...turn, content: [...turn.content, { text: 'See the attached document.' }] }
}

function endWithUser(turns: readonly Turn[], { scope, prefill }: TurnOptions): readonly Turn[] {
  const last = turns.at(-1)
  if (last?.role !== 'assistant') return turns
  if (!prefill) {
    scope.warn('emulated', 'messages', 'The model continues no answer; it was asked to go on.')
    return [...turns, { role: 'user', content: [{ text: 'Continue.' }] }]
  }
  const end = last.content.at(-1)
  const text = end?.['text']
  if (typeof text !== 'string' || text === text.trimEnd()) return turns
  const content = [...last.content.slice(0, -1), { text: text.trimEnd() }]
  return [...turns.slice(0, -1), { ...last, content }]
}

/** Whether a tool turn that the model is still working on lost the thinking it must begin with. */
export function lacksThinking(turns: readonly Turn[]): boolean {
  for (const turn of turns.toReversed()) {
    const isAnswer = turn.content.some((block) => isJsonObject(block['toolResult']))
    if (turn.role === 'user' && !isAnswer) return false
    const thinks = turn.content[0]?.['reasoningContent'] !== undefined
    if (turn.role === 'assistant' && callsOf(turn).length > 0 && !thinks) return true
  }
  return false
}
