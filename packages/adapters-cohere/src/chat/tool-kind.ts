import { parseJsonObject, type ChatRequest } from '@signalbox/core'

/** Which tools take free text, and how it comes back. */
export interface ToolKind {
  of(name: string): 'function' | 'custom'
  /** The text inside the arguments of a custom tool, which travelled as a function. */
  freeText(json: string): string
}

/** The kinds of a request's tools, by name. */
export function toolKind({ tools = [] }: ChatRequest): ToolKind {
  const custom = new Set(tools.flatMap((tool) => (tool.type === 'custom' ? [tool.name] : [])))
  return {
    of: (name) => (custom.has(name) ? 'custom' : 'function'),
    freeText(json) {
      const input = parseJsonObject(json)?.['input']
      return typeof input === 'string' ? input : json
    },
  }
}
