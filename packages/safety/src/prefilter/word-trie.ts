/** Words in a trie whose nodes are rows of one table, with a column for each unit that words have. */
export interface WordTrie {
  /** For each unit its column; 0 for those that no word has. */
  readonly columns: Uint8Array
  /** The child of a node, at the node's row and the unit's column; 0 is none, the root is row 0. */
  readonly rows: Uint16Array | Uint32Array
  /** How far a node is shifted to give the place of its row. */
  readonly shift: number
  /** For each node one more than the place of the word that ends there, or 0. */
  readonly ends: Uint16Array | Uint32Array
}

const mostColumns = 256

/** Reading on from a place costs one look at a table for each unit, however many words there are. */
export function createWordTrie(words: readonly string[]): WordTrie {
  const columns = columnsOf(words)
  const shift = Math.ceil(Math.log2(columns.used + 1))
  const size = 1 + words.reduce((sum, { length }) => sum + length, 0)
  const rows = tableOf(size << shift, size)
  const ends = tableOf(size, words.length)
  let nodes = 0
  words.forEach((word, place) => {
    let node = 0
    for (let at = 0; at < word.length; at++) {
      const edge = (node << shift) + (columns.table[word.charCodeAt(at)] ?? 0)
      rows[edge] ||= ++nodes
      node = rows[edge] ?? 0
    }
    ends[node] = place + 1
  })
  return { columns: columns.table, rows, shift, ends }
}

function columnsOf(words: readonly string[]): {
  readonly table: Uint8Array
  readonly used: number
} {
  const table = new Uint8Array(0x10000)
  let used = 0
  for (const word of words)
    for (let at = 0; at < word.length; at++) table[word.charCodeAt(at)] ||= ++used
  if (used >= mostColumns) throw new RangeError('The words have too many different units.')
  return { table, used }
}

function tableOf(size: number, most: number): Uint16Array | Uint32Array {
  return most < 0x10000 ? new Uint16Array(size) : new Uint32Array(size)
}
