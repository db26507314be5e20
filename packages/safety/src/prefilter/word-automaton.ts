/** Visits the places of a text where words stand, from the last to the first, with what they mean. */
export type WordScan<Meaning> = (
  text: string,
  visit: (start: number, meaning: Meaning) => void,
) => void

/** Rows of one table are the states; a column is for a unit of some word, and the first for others. */
interface Automaton {
  readonly columns: Uint8Array
  readonly shift: number
  readonly next: Uint16Array | Uint32Array
  /** The places of the words that are read to their first unit, in ascending order. */
  readonly words: readonly (readonly number[])[]
}

const mostColumns = 256
const none: readonly number[] = []

/**
 * One pass that finds many words, a step for each unit however many they are. It reads backwards,
 * since what stands at a place is then known right there; `mean` is asked once for all words that
 * may stand at one place.
 */
export function createWordScan<Meaning>(
  words: readonly string[],
  mean: (places: readonly number[]) => Meaning,
): WordScan<Meaning> {
  const { columns, shift, next, words: ends } = createAutomaton(words)
  const meanings = ends.map((places) => (places.length === 0 ? undefined : mean(places)))
  return (text, visit) => {
    let state = 0
    for (let at = text.length - 1; at >= 0; at--) {
      state = next[(state << shift) + (columns[text.charCodeAt(at)] ?? 0)] ?? 0
      const meaning = meanings[state]
      if (meaning !== undefined) visit(at, meaning)
    }
  }
}

function createAutomaton(words: readonly string[]): Automaton {
  const { columns, used } = columnsOf(words)
  const shift = Math.ceil(Math.log2(used + 1))
  const most = 1 + words.reduce((sum, { length }) => sum + length, 0)
  const next = most < 0x10000 ? new Uint16Array(most << shift) : new Uint32Array(most << shift)
  const ends: number[][] = [[]]
  words.forEach((word, place) => {
    let state = 0
    for (let at = word.length - 1; at >= 0; at--) {
      const edge = (state << shift) + (columns[word.charCodeAt(at)] ?? 0)
      if (next[edge] === 0) next[edge] = ends.push([]) - 1
      state = next[edge] ?? 0
    }
    ends[state]?.push(place)
  })
  const automaton = { columns, shift, next, words: ends }
  link(automaton, ends)
  return automaton
}

function columnsOf(words: readonly string[]): {
  readonly columns: Uint8Array
  readonly used: number
} {
  const columns = new Uint8Array(0x10000)
  let used = 0
  for (const word of words)
    for (let at = 0; at < word.length; at++) columns[word.charCodeAt(at)] ||= ++used
  if (used >= mostColumns) throw new RangeError('The words have too many different units.')
  return { columns, used }
}

/** Makes every step lead to the longest beginning of words that was just read, breadth first. */
function link({ shift, next }: Automaton, ends: number[][]): void {
  const width = 1 << shift
  const shorter = new Uint32Array(ends.length)
  const queue: number[] = []
  for (let column = 0; column < width; column++) {
    const child = next[column] ?? 0
    if (child !== 0) queue.push(child)
  }
  for (const state of queue) {
    const back = shorter[state] ?? 0
    const more = ends[back] ?? none
    if (more.length > 0) ends[state] = [...(ends[state] ?? none), ...more].toSorted((a, b) => a - b)
    for (let column = 0; column < width; column++) {
      const edge = (state << shift) + column
      const instead = next[(back << shift) + column] ?? 0
      const child = next[edge] ?? 0
      if (child === 0) next[edge] = instead
      else {
        shorter[child] = instead
        queue.push(child)
      }
    }
  }
}
