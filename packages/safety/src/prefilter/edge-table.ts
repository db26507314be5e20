/** The edges of a trie: from a node, by a unit, to a node, each a number and 0 is none. */
export interface EdgeTable {
  readonly child: (node: number, unit: number) => number
  readonly ensure: (node: number, unit: number) => number
  readonly mark: (node: number) => void
  readonly isMarked: (node: number) => boolean
}

/** Where a trie begins. */
export const root = 1

/** What is told of a node above the unit that leads to it. */
const unitMask = 0xffff
const marked = 0x10000
/** It is a child of the node before it. */
const goesOn = 0x20000
/** It has children in other places than right behind it. */
const branches = 0x40000

/**
 * Most nodes have one child, which is the next node: a word is read in one stretch of memory. Where
 * words part, a small hash table tells the way; each word parts from the others once.
 */
export function createEdgeTable(most: {
  readonly edges: number
  readonly words: number
}): EdgeTable {
  const nodes = new Int32Array(most.edges + 3)
  const bits = Math.ceil(Math.log2(most.words * 2 + 2))
  const lastSlot = 2 ** bits - 1
  /** Origin and goal of each edge, side by side. */
  const parting = new Int32Array(2 * (lastSlot + 1))
  let last = root
  const slotOf = (node: number, unit: number) => {
    let slot = (Math.imul(node, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b)) >>> (32 - bits)
    for (;;) {
      const origin = parting[slot * 2]
      if (origin === 0) return slot
      const goal = parting[slot * 2 + 1] ?? 0
      if (origin === node && ((nodes[goal] ?? 0) & unitMask) === unit) return slot
      slot = (slot + 1) & lastSlot
    }
  }
  const child = (node: number, unit: number) => {
    if (((nodes[node + 1] ?? 0) & (unitMask | goesOn)) === (unit | goesOn)) return node + 1
    if (((nodes[node] ?? 0) & branches) === 0) return 0
    return parting[slotOf(node, unit) * 2 + 1] ?? 0
  }
  return {
    child,
    ensure(node, unit) {
      const known = child(node, unit)
      if (known !== 0) return known
      const isNext = node === last
      last += 1
      nodes[last] = isNext ? unit | goesOn : unit
      if (isNext) return last
      nodes[node] = (nodes[node] ?? 0) | branches
      const slot = slotOf(node, unit)
      parting[slot * 2] = node
      parting[slot * 2 + 1] = last
      return last
    },
    mark(node) {
      nodes[node] = (nodes[node] ?? 0) | marked
    },
    isMarked: (node) => ((nodes[node] ?? 0) & marked) !== 0,
  }
}
