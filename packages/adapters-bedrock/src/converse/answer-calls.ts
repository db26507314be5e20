import { isJsonObject, type JsonObject } from '@signalbox/core'

import { nothing } from './encode-content.ts'
import type { Warn } from './own-fields.ts'
import type { Turn } from './turn.ts'

/** Every call answered at the start of the next user turn, in the order of the calls. */
export function answerCalls(turns: readonly Turn[], warn: Warn): readonly Turn[] {
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
      if (calls.length > 0) answer({ role: 'user', content: [] })
      calls = turn.role === 'assistant' ? callsOf(turn) : []
      out.push(turn)
    }
  }
  if (calls.length > 0) answer({ role: 'user', content: [] })
  return out
}

/** The ids of the calls in a turn; what the provider itself ran needs no answer. */
export function callsOf({ content }: Turn): readonly string[] {
  return content.flatMap(({ toolUse }) => {
    if (!isJsonObject(toolUse) || toolUse['type'] === 'server_tool_use') return []
    return typeof toolUse['toolUseId'] === 'string' ? [toolUse['toolUseId']] : []
  })
}

function resultsFirst(turn: Turn, calls: readonly string[], warn: Warn): Turn {
  const results = new Map<string, JsonObject>()
  const others: JsonObject[] = []
  for (const block of turn.content) {
    const { toolResult } = block
    const id = isJsonObject(toolResult) ? toolResult['toolUseId'] : undefined
    if (!isJsonObject(toolResult) || typeof id !== 'string') others.push(block)
    else if (calls.includes(id) && !results.has(id)) results.set(id, block)
    else {
      warn('emulated', 'messages', `The result of "${id}" answers no call; it was sent as text.`)
      others.push(...orphan(toolResult))
    }
  }
  const first = calls.map((id) => results.get(id) ?? missing(id, warn))
  return { ...turn, content: [...first, ...others] }
}

function missing(id: string, warn: Warn): JsonObject {
  warn('repaired', 'messages', `The call "${id}" had no result; an error result was added.`)
  return { toolResult: { toolUseId: id, content: [{ text: 'no result' }], status: 'error' } }
}

function orphan({ content }: JsonObject): readonly JsonObject[] {
  const blocks = Array.isArray(content) ? content.filter(isJsonObject) : []
  return blocks.length === 0 ? [{ text: nothing }] : blocks
}
