/** Visits each literal's index and the place where it begins; overlapping ones too. */
export type LiteralScan = (text: string, visit: (literal: number, start: number) => void) => void

const ascii = 128

/** One pass that finds many ASCII literals, exact in case. */
export function createLiteralScan(literals: readonly string[]): LiteralScan {
  const columns = columnsOf(literals)
  const shift = Math.ceil(Math.log2(1 + Math.max(...columns)))
  const size = 1 + literals.reduce((sum, literal) => sum + literal.length, 0)
  const next = size < 0x10000 ? new Uint16Array(size << shift) : new Uint32Array(size << shift)
  const ends: number[][] = [[]]
  for (const [index, literal] of literals.entries()) {
    let node = 0
    for (let at = 0; at < literal.length; at++) {
      const edge = (node << shift) + (columns[literal.charCodeAt(at)] ?? 0)
      if (next[edge] === 0) next[edge] = ends.push([]) - 1
      node = next[edge] ?? 0
    }
    ends[node]?.push(index)
  }
  link(next, shift, ends)
  const isEnd = Uint8Array.from(ends, ({ length }) => Math.min(1, length))
  return (text, visit) => {
    let node = 0
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at)
      node = unit < ascii ? (next[(node << shift) + (columns[unit] ?? 0)] ?? 0) : 0
      if (isEnd[node] === 0) continue
      for (const index of ends[node] ?? []) visit(index, at + 1 - (literals[index]?.length ?? 0))
    }
  }
}

/** A column of the table for each unit that some literal has; the first is for the others. */
function columnsOf(literals: readonly string[]): Uint8Array {
  const columns = new Uint8Array(ascii)
  let used = 0
  for (const literal of literals)
    for (let at = 0; at < literal.length; at++) columns[literal.charCodeAt(at)] ||= ++used
  return columns
}

/** Turns the trie into an automaton without failure steps, breadth first. */
function link(next: Uint16Array | Uint32Array, shift: number, ends: number[][]): void {
  const failure = new Uint32Array(ends.length)
  const queue: number[] = []
  for (let column = 0; column < 1 << shift; column++) {
    const child = next[column] ?? 0
    if (child > 0) queue.push(child)
  }
  for (let head = 0; head < queue.length; head++) {
    const node = queue[head] ?? 0
    const back = failure[node] ?? 0
    ends[node]?.push(...(ends[back] ?? []))
    for (let column = 0; column < 1 << shift; column++) {
      const edge = (node << shift) + column
      const child = next[edge] ?? 0
      const fallback = next[(back << shift) + column] ?? 0
      if (child === 0) next[edge] = fallback
      else {
        failure[child] = fallback
        queue.push(child)
      }
    }
  }
}
