import type { Need } from './need-lines.ts'

/** The letters of words; a row of the table has a power of two as length. */
export const letters = 26
export const rowShift = 5

/** Needs of patterns as a trie of their words, whose nodes tell which stages a word fulfils. */
export interface NeedTable {
  /** The node after one more letter; 0 is the root, and none. */
  readonly next: Uint16Array
  /** Stages for words that begin like this and for those that are just this, later ones of a need first. */
  readonly begun: readonly (Int32Array | undefined)[]
  readonly ended: readonly (Int32Array | undefined)[]
  /** The stage to be reached before, so many units ago at most; the stage itself where a need begins. */
  readonly before: Int32Array
  readonly reach: Int32Array
  /** The pattern that can hold once the stage is reached, or -1. */
  readonly opens: Int32Array
}

const anyReach = 2 ** 29

export function needTable(patterns: readonly (readonly Need[])[]): NeedTable {
  const trie = createTrie()
  const before: number[] = []
  const reach: number[] = []
  const opens: number[] = []
  patterns.forEach((needs, pattern) => {
    for (const need of needs)
      need.forEach((step, at) => {
        const stage = before.length
        before.push(at === 0 ? stage : stage - 1)
        reach.push(Math.min(step.reach, anyReach))
        opens.push(at === need.length - 1 ? pattern : -1)
        for (const { text, whole } of step.words) trie.add(text, whole, stage)
      })
  })
  return {
    ...trie.finish(),
    before: Int32Array.from(before),
    reach: Int32Array.from(reach),
    opens: Int32Array.from(opens),
  }
}

interface Trie {
  readonly add: (word: string, whole: boolean, stage: number) => void
  readonly finish: () => Pick<NeedTable, 'next' | 'begun' | 'ended'>
}

const mostNodes = 2 ** 16

function createTrie(): Trie {
  let next = new Uint16Array(4096 << rowShift)
  let nodes = 1
  const begun = new Map<number, number[]>()
  const ended = new Map<number, number[]>()
  const child = (node: number, letter: number): number => {
    const edge = (node << rowShift) + letter
    const known = next[edge] ?? 0
    if (known !== 0) return known
    if (nodes === mostNodes) throw new RangeError('The patterns need too many words.')
    if (nodes << rowShift === next.length) {
      const longer = new Uint16Array(next.length * 2)
      longer.set(next)
      next = longer
    }
    next[edge] = nodes
    return nodes++
  }
  const listsOf = (stages: ReadonlyMap<number, readonly number[]>) =>
    Array.from({ length: nodes }, (_, node) => {
      const list = stages.get(node)
      return list === undefined ? undefined : Int32Array.from(list.toReversed())
    })
  return {
    add(word, whole, stage) {
      let node = 0
      for (let at = 0; at < word.length; at++) node = child(node, word.charCodeAt(at) - 97)
      const stages = whole ? ended : begun
      const list = stages.get(node)
      if (list === undefined) stages.set(node, [stage])
      else list.push(stage)
    },
    finish: () => ({ next, begun: listsOf(begun), ended: listsOf(ended) }),
  }
}
