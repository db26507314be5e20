/** Visits each literal's index and the place where it begins; overlapping ones too. */
export type LiteralScan = (text: string, visit: (literal: number, start: number) => void) => void

const WIDTH = 128

/** One pass that finds many ASCII literals, exact in case. */
export function createLiteralScan(literals: readonly string[]): LiteralScan {
  const size = 1 + literals.reduce((sum, literal) => sum + literal.length, 0)
  const next = new Int32Array(size * WIDTH)
  const ends: number[][] = [[]]
  for (const [index, literal] of literals.entries()) {
    let node = 0
    for (let at = 0; at < literal.length; at++) {
      const edge = node * WIDTH + literal.charCodeAt(at)
      if (next[edge] === 0) {
        next[edge] = ends.length
        ends.push([])
      }
      node = next[edge] ?? 0
    }
    ends[node]?.push(index)
  }
  link(next, ends)
  const hits = ends.map((list) => (list.length === 0 ? undefined : list))
  return (text, visit) => {
    let node = 0
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at)
      node = unit < WIDTH ? (next[node * WIDTH + unit] ?? 0) : 0
      const list = node === 0 ? undefined : hits[node]
      if (list === undefined) continue
      for (const index of list) visit(index, at + 1 - (literals[index]?.length ?? 0))
    }
  }
}

/** Turns the trie into an automaton without failure steps, breadth first. */
function link(next: Int32Array, ends: number[][]): void {
  const failure = new Int32Array(ends.length)
  const queue: number[] = []
  for (let unit = 0; unit < WIDTH; unit++) {
    const child = next[unit] ?? 0
    if (child > 0) queue.push(child)
  }
  for (let head = 0; head < queue.length; head++) {
    const node = queue[head] ?? 0
    const back = failure[node] ?? 0
    ends[node]?.push(...(ends[back] ?? []))
    for (let unit = 0; unit < WIDTH; unit++) {
      const edge = node * WIDTH + unit
      const child = next[edge] ?? 0
      const fallback = next[back * WIDTH + unit] ?? 0
      if (child === 0) next[edge] = fallback
      else {
        failure[child] = fallback
        queue.push(child)
      }
    }
  }
}
