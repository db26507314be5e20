import { createEdgeTable, root } from './edge-table.ts'

/** How many words of each list a text has, or enough of them. */
export type WordCount = (text: string) => readonly number[]

/**
 * Counts whole words of small letters, in one pass that ends where each list has enough; most words
 * are in no list and left after two letters. No word may be in two lists.
 */
export function createWordCount(lists: readonly (readonly string[])[], enough: number): WordCount {
  const words = lists.flat()
  const edges = words.reduce((sum, { length }) => sum + length, 0)
  const { child, ensure } = createEdgeTable({ edges, words: words.length })
  /** One more than the list of the word that ends at a node, or 0. */
  const listOf = new Uint8Array(edges + 2)
  lists.forEach((list, index) => {
    for (const word of list) {
      let node = root
      for (let at = 0; at < word.length; at++) node = ensure(node, word.charCodeAt(at))
      listOf[node] = index + 1
    }
  })
  const first = Int32Array.from({ length: 128 }, (_, unit) => child(root, unit))
  return (text) => {
    const counts = lists.map(() => 0)
    let open = lists.length
    for (let at = 0; at < text.length && open > 0; at++) {
      let unit = text.charCodeAt(at)
      if (!isLetter(unit)) continue
      let node = first[unit] ?? 0
      unit = text.charCodeAt(++at)
      while (node !== 0 && isLetter(unit)) {
        node = child(node, unit)
        unit = text.charCodeAt(++at)
      }
      while (isLetter(unit)) unit = text.charCodeAt(++at)
      const list = node === 0 ? 0 : (listOf[node] ?? 0)
      if (list === 0) continue
      counts[list - 1] = (counts[list - 1] ?? 0) + 1
      if (counts[list - 1] === enough) open -= 1
    }
    return counts
  }
}

function isLetter(unit: number): boolean {
  return unit >= 97 && unit <= 122
}
