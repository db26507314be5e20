import type { JsonObject, JsonValue, LeafPath } from '@signalbox/core'

interface Node {
  text?: string
  readonly children: Map<string | number, Node>
}

/** A body with some strings replaced: keys keep their order, what is untouched is shared. */
export function editBody(body: JsonObject, edits: ReadonlyMap<LeafPath, string>): JsonObject {
  if (edits.size === 0) return body
  const root: Node = { children: new Map() }
  for (const [place, text] of edits) {
    let node = root
    for (const step of place) {
      const child: Node = node.children.get(step) ?? { children: new Map() }
      node.children.set(step, child)
      node = child
    }
    node.text = text
  }
  return rebuilt(body, root) as JsonObject
}

/** Bounded by the depth that the walk allows. */
function rebuilt(value: JsonValue | undefined, node: Node): JsonValue | undefined {
  if (node.text !== undefined) return node.text
  if (Array.isArray(value))
    return (value as readonly JsonValue[]).map((item, index) => {
      const child = node.children.get(index)
      return child === undefined ? item : (rebuilt(item, child) ?? item)
    })
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value as JsonObject).map(([key, item]) => {
    const child = node.children.get(key)
    return [key, child === undefined ? item : rebuilt(item, child)] as const
  })
  return Object.fromEntries(entries)
}
