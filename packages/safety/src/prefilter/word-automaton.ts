/** Visits the places of a text where words stand, from the last to the first, with what they mean. */
export type WordScan<Meaning> = (
  text: string,
  visit: (start: number, meaning: Meaning) => void,
) => void

/** Endings of words, each a number, with a row of one table for each and a column for each unit. */
interface Endings {
  /** 0 is the column of all units that no word has. */
  readonly columns: Uint8Array
  /** How far an ending is shifted to give the place of its row. */
  readonly shift: number
  /** The longest ending that a text has after one more unit; 0 where nobody asked yet. */
  readonly next: Uint16Array | Uint32Array
  /** The ending without its first unit, and the column of that. */
  readonly parents: Uint32Array
  readonly firsts: Uint8Array
  /** One more than the place of the word that is the ending, or 0. */
  readonly words: Uint32Array
}

/** Of nothing. */
const empty = 1
const mostColumns = 256

/**
 * One pass that finds many words, a step for each unit however many they are. It reads backwards,
 * since what stands at a place is then known right there. The words must differ; `mean` is asked
 * once for all that may stand at one place. Steps are worked out when a text takes them first: of
 * all steps that is a small part, and would be most of a cold start.
 */
export function* createWordScan<Meaning>(
  words: readonly string[],
  mean: (places: readonly number[]) => Meaning,
): Generator<void, WordScan<Meaning>> {
  const endings = yield* endingsOf(words)
  const { columns, shift, next } = endings
  const { step, shorter } = createSteps(endings)
  const known = new Uint8Array(endings.words.length)
  const meanings: (Meaning | undefined)[] = []
  const meaningOf = (ending: number): Meaning | undefined => {
    if (known[ending] === 0) {
      const places: number[] = []
      for (let part = ending; part !== empty; part = shorter(part)) {
        const word = endings.words[part] ?? 0
        if (word !== 0) places.push(word - 1)
      }
      known[ending] = places.length === 0 ? 1 : 2
      if (places.length > 0) meanings[ending] = mean(places.toSorted((a, b) => a - b))
    }
    return meanings[ending]
  }
  return (text, visit) => {
    let ending = empty
    for (let at = text.length - 1; at >= 0; at--) {
      const column = columns[text.charCodeAt(at)] ?? 0
      ending = next[(ending << shift) + column] || step(ending, column)
      if (known[ending] === 1) continue
      const meaning = meaningOf(ending)
      if (meaning !== undefined) visit(at, meaning)
    }
  }
}

function createSteps({ shift, next, parents, firsts }: Endings): {
  readonly step: (ending: number, column: number) => number
  /** The longest other ending that an ending begins with. */
  readonly shorter: (ending: number) => number
} {
  const known = new Uint32Array(parents.length)
  const shorter = (ending: number): number => {
    const parent = parents[ending] ?? empty
    known[ending] ||= parent === empty ? empty : step(shorter(parent), firsts[ending] ?? 0)
    return known[ending] ?? empty
  }
  const step = (ending: number, column: number): number => {
    const edge = (ending << shift) + column
    next[edge] ||= ending === empty ? empty : step(shorter(ending), column)
    return next[edge] ?? empty
  }
  return { step, shorter }
}

/** Words between two pauses. */
const atATime = 256

function* endingsOf(words: readonly string[]): Generator<void, Endings> {
  const { columns, used } = columnsOf(words)
  yield
  const shift = Math.ceil(Math.log2(used + 1))
  const most = 2 + words.reduce((sum, { length }) => sum + length, 0)
  const next = most < 0x10000 ? new Uint16Array(most << shift) : new Uint32Array(most << shift)
  const parents = new Uint32Array(most)
  const firsts = new Uint8Array(most)
  const ends = new Uint32Array(most)
  let last = empty
  for (const [place, word] of words.entries()) {
    if (place % atATime === 0) yield
    let ending = empty
    for (let at = word.length - 1; at >= 0; at--) {
      const column = columns[word.charCodeAt(at)] ?? 0
      const edge = (ending << shift) + column
      if (next[edge] === 0) {
        last += 1
        next[edge] = last
        parents[last] = ending
        firsts[last] = column
      }
      ending = next[edge] ?? empty
    }
    ends[ending] = place + 1
  }
  return { columns, shift, next, parents, firsts, words: ends }
}

/** Columns of the units most words have come first: most steps then read the same piece of a row. */
function columnsOf(words: readonly string[]): {
  readonly columns: Uint8Array
  readonly used: number
} {
  const counts = new Map<number, number>()
  for (const word of words)
    for (let at = 0; at < word.length; at++) {
      const unit = word.charCodeAt(at)
      counts.set(unit, (counts.get(unit) ?? 0) + 1)
    }
  if (counts.size >= mostColumns) throw new RangeError('The words have too many different units.')
  const columns = new Uint8Array(0x10000)
  const byUse = [...counts].toSorted(([, a], [, b]) => b - a)
  for (const [place, [unit]] of byUse.entries()) columns[unit] = place + 1
  return { columns, used: counts.size }
}
