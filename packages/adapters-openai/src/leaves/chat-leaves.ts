import type { JsonObject, Leaf, LeafPath } from '@signalbox/core'

import {
  fixedLeaf,
  lastKey,
  namedLeaf,
  speakerOf,
  textAt,
  textLeaf,
  toolLeaf,
  valueAt,
  type Speaker,
} from './leaf.ts'

/** What the strings of a chat body are. */
export function classifyChat(path: LeafPath, body: JsonObject): Leaf | undefined {
  const [top] = path
  if (top === 'messages') return messageLeaf(path, body)
  if (top === 'tools' || top === 'functions') return toolLeaf(path)
  if (top === 'prediction')
    return namedLeaf(path, speakerOf('assistant')) ?? textLeaf(speakerOf('assistant'))
  if (top === 'prompt' || top === 'suffix' || top === 'input')
    return namedLeaf(path, speakerOf('user')) ?? textLeaf(speakerOf('user'))
  return top === 'model' ? fixedLeaf({ role: 'metadata', trust: 'user' }) : undefined
}

function messageLeaf(path: LeafPath, body: JsonObject): Leaf {
  const at = path.slice(0, 2)
  const role = textAt(body, at, 'role')
  const speaker = speakerOf(role)
  const leaf = fieldLeaf(path, body, speaker)
  return role === 'tool' || role === 'function' ? { ...leaf, tool: toolOf(at, body) } : leaf
}

function fieldLeaf(path: LeafPath, body: JsonObject, speaker: Speaker): Leaf {
  const field = path[2]
  const key = lastKey(path)
  if (field === 'content') {
    if (key === 'refusal') return textLeaf(speaker, 'refusal')
    return namedLeaf(path, speaker) ?? textLeaf(speaker)
  }
  if (field === 'tool_calls' || field === 'function_call') return callLeaf(path, body, speaker)
  if (field === 'reasoning_content' || field === 'reasoning') return textLeaf(speaker, 'reasoning')
  if (field === 'reasoning_details')
    return key === 'data' || key === 'signature'
      ? { ...fixedLeaf(speaker, 'reasoning'), exempt: 'id' }
      : (namedLeaf(path, speaker) ?? fixedLeaf(speaker, 'reasoning'))
  if (field === 'refusal') return textLeaf(speaker, 'refusal')
  if (field === 'name') return fixedLeaf(speaker, 'name')
  return namedLeaf(path, speaker) ?? textLeaf(speaker, 'meta')
}

function callLeaf(path: LeafPath, body: JsonObject, speaker: Speaker): Leaf {
  const key = lastKey(path)
  const at = path.slice(0, -1)
  const tool = textAt(body, at, 'name')
  if (key === 'arguments') return { ...textLeaf(speaker, 'args'), json: true, tool }
  if (key === 'input') return { ...textLeaf(speaker, 'args'), tool }
  if (key === 'name') return fixedLeaf(speaker, 'name')
  return namedLeaf(path, speaker) ?? fixedLeaf(speaker)
}

/** The tool that answered: its own name, or the one of the call before. */
function toolOf(at: LeafPath, body: JsonObject): string | undefined {
  const named = textAt(body, at, 'name')
  const callId = textAt(body, at, 'tool_call_id')
  const index = at[1]
  if (named !== undefined || callId === undefined || typeof index !== 'number') return named
  for (let before = index - 1; before >= 0; before--) {
    const message = ['messages', before]
    if (textAt(body, message, 'role') === 'assistant') {
      const calls = valueAt(body, [...message, 'tool_calls'])
      const count = Array.isArray(calls) ? calls.length : 0
      for (let call = 0; call < count; call++) {
        const place = [...message, 'tool_calls', call]
        if (textAt(body, place, 'id') === callId)
          return textAt(body, [...place, 'function'], 'name')
      }
    }
  }
  return undefined
}
