import type { ChatRequest, Part, ToolCallPart } from '@signalbox/core'
import { parseJsonObject } from '@signalbox/core'

import { answerToolName, clientTools } from './tool-names.ts'

/** How a tool call of the provider reaches the client. */
export type Restored =
  | { readonly as: 'call'; readonly part: ToolCallPart }
  /** A free-form call: its text was wrapped in `{"input": …}`. */
  | { readonly as: 'custom'; readonly part: ToolCallPart }
  /** The call that carries a structured answer. */
  | { readonly as: 'answer'; readonly part: ToolCallPart }

/** Undoes what the request did to tools: flat names, wrapped free-form tools, the answer tool. */
export function callRestorer(request: ChatRequest): (part: ToolCallPart) => Restored {
  const tools = clientTools(request)
  const answer = answerToolName(request)
  return (part) => {
    if (part.name === answer) return { as: 'answer', part }
    const tool = tools.get(part.name)
    if (tool === undefined) return { as: 'call', part }
    return { as: tool.kind === 'custom' ? 'custom' : 'call', part: { ...part, ...tool } }
  }
}

/** The text of a free-form call. */
export function unwrapInput(json: string): string {
  const input = parseJsonObject(json)?.['input']
  return typeof input === 'string' ? input : json
}

/** Restores every call among the parts of a whole answer. */
export function restoreCalls(parts: readonly Part[], request: ChatRequest): readonly Part[] {
  const restore = callRestorer(request)
  return parts.map((part) => {
    if (part.type !== 'tool-call') return part
    const restored = restore(part)
    switch (restored.as) {
      case 'call':
        return restored.part
      case 'custom':
        return { ...restored.part, arguments: unwrapInput(part.arguments) }
      case 'answer':
        return { type: 'text', text: part.arguments }
    }
  })
}
