/** The edges of a trie: from a node, by a unit, to a node, each a number and 0 is none. */
export interface EdgeTable {
  readonly child: (node: number, unit: number) => number
  readonly ensure: (node: number, unit: number) => number
  readonly mark: (node: number) => void
  readonly isMarked: (node: number) => boolean
}

const marked = 0x10000

/** Where a trie begins. */
export const root = 1
const firstNode = 2

/**
 * One open-addressed table, so that a node holds no object: a slot is an edge's node of origin and
 * its unit side by side, and the node it leads to is its place.
 */
export function createEdgeTable(mostEdges: number): EdgeTable {
  const bits = Math.ceil(Math.log2(mostEdges + 2))
  const shift = 32 - bits
  const last = 2 ** bits - 1
  const cells = new Int32Array(2 * (last + 1))
  const slotOf = (node: number, unit: number) => {
    let slot = (Math.imul(node, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b)) >>> shift
    for (;;) {
      const origin = cells[slot * 2]
      if (origin === 0) return slot
      if (origin === node && ((cells[slot * 2 + 1] ?? 0) & 0xffff) === unit) return slot
      slot = (slot + 1) & last
    }
  }
  return {
    child(node, unit) {
      const slot = slotOf(node, unit)
      return cells[slot * 2] === 0 ? 0 : slot + firstNode
    },
    ensure(node, unit) {
      const slot = slotOf(node, unit)
      if (cells[slot * 2] === 0) {
        cells[slot * 2] = node
        cells[slot * 2 + 1] = unit
      }
      return slot + firstNode
    },
    mark(node) {
      const cell = (node - firstNode) * 2 + 1
      cells[cell] = (cells[cell] ?? 0) | marked
    },
    isMarked: (node) => ((cells[(node - firstNode) * 2 + 1] ?? 0) & marked) !== 0,
  }
}
