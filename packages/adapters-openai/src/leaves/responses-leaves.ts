import type { JsonObject, Leaf, LeafPath } from '@signalbox/core'

import {
  fixedLeaf,
  lastKey,
  namedLeaf,
  speakerOf,
  textAt,
  textLeaf,
  toolLeaf,
  type Speaker,
} from './leaf.ts'

const outside: Speaker = { role: 'tool', trust: 'external' }

/** What the strings of a Responses body are. */
export function classifyResponses(path: LeafPath, body: JsonObject): Leaf | undefined {
  const [top] = path
  if (top === 'instructions') return textLeaf(speakerOf('system'))
  if (top === 'tools') return toolLeaf(path)
  if (top === 'prompt' && path[1] === 'variables' && path.length === 3)
    return textLeaf(speakerOf('user'))
  if (top === 'prompt') return namedLeaf(path, speakerOf('user')) ?? textLeaf(speakerOf('user'))
  if (top === 'input') return path.length === 1 ? textLeaf(speakerOf('user')) : itemLeaf(path, body)
  if (top === 'previous_response_id' || top === 'conversation')
    return { ...fixedLeaf({ role: 'metadata', trust: 'user' }), exempt: 'id' }
  return top === 'model' ? fixedLeaf({ role: 'metadata', trust: 'user' }) : undefined
}

function itemLeaf(path: LeafPath, body: JsonObject): Leaf {
  const at = path.slice(0, 2)
  const type = textAt(body, at, 'type')
  const key = lastKey(path)
  if (type === undefined || type === 'message') {
    const speaker = speakerOf(textAt(body, at, 'role'))
    if (key === 'refusal') return textLeaf(speaker, 'refusal')
    return namedLeaf(path, speaker) ?? textLeaf(speaker)
  }
  if (type === 'reasoning') {
    const speaker = speakerOf('assistant')
    return namedLeaf(path, speaker) ?? textLeaf(speaker, 'reasoning')
  }
  if (type === 'image_generation_call' && path[2] === 'result')
    return { ...fixedLeaf(outside), exempt: 'media' }
  if (path[2] === 'results' && path[4] === 'attributes') return textLeaf(outside)
  if (isResult(type, path[2])) return namedLeaf(path, outside) ?? textLeaf(outside)
  return callLeaf(path, body, at)
}

const found = new Set<unknown>(['output', 'outputs', 'results', 'logs'])

/** What a tool gave back: outputs, search results, what a server tool found or says it can do. */
function isResult(type: string, field: string | number | undefined): boolean {
  return type.endsWith('_output') || type === 'mcp_list_tools' || found.has(field)
}

function callLeaf(path: LeafPath, body: JsonObject, at: LeafPath): Leaf {
  const speaker = speakerOf('assistant')
  const key = lastKey(path)
  const tool = textAt(body, at, 'name')
  if (key === 'arguments') return { ...textLeaf(speaker, 'args'), json: true, tool }
  if (key === 'name' || key === 'server_label') return fixedLeaf(speaker, 'name')
  return namedLeaf(path, speaker) ?? { ...textLeaf(speaker, 'args'), tool }
}
