import { createEdgeTable, root } from '../prefilter/edge-table.ts'
import type { Need } from './need-lines.ts'

/** Needs of patterns as a trie of their words, whose nodes tell which stages a word fulfils. */
export interface NeedTable {
  /** The node after the first letter of a word, by its unit, and after one more; 0 is none. */
  readonly first: Int32Array
  readonly child: (node: number, unit: number) => number
  /** Where the stages for words that begin like this, and for those that are just this, are listed. */
  readonly begun: Int32Array
  readonly ended: Int32Array
  /** Lists of stages, each after its length and later ones of a need first; the first list is empty. */
  readonly lists: Int32Array
  /**
   * Of each stage, side by side: the stage to be reached before, or itself where a need begins; how
   * many units ago at most; and the pattern that can hold once it is reached, or -1.
   */
  readonly stages: Int32Array
}

const anyReach = 2 ** 29
const ascii = 128
/** How many numbers tell of a stage. */
export const stageFields = 3

/** Patterns between two pauses. */
const atATime = 24

export function* needTable(patterns: readonly (readonly Need[])[]): Generator<void, NeedTable> {
  const all = new Set(
    patterns.flatMap((needs) => needs.flat().flatMap(({ words }) => words.map(({ text }) => text))),
  )
  let edges = 0
  for (const { length } of all) edges += length
  const { child, ensure } = createEdgeTable({ edges, words: all.size })
  const begun: number[][] = []
  const ended: number[][] = []
  const stages: number[] = []
  const note = (word: string, whole: boolean, stage: number) => {
    let node = root
    for (let at = 0; at < word.length; at++) node = ensure(node, word.charCodeAt(at))
    const list = ((whole ? ended : begun)[node] ??= [])
    list.push(stage)
  }
  for (const [pattern, needs] of patterns.entries()) {
    if (pattern % atATime === 0) yield
    for (const need of needs)
      need.forEach((step, at) => {
        const stage = stages.length / stageFields
        const opens = at === need.length - 1 ? pattern : -1
        stages.push(at === 0 ? stage : stage - 1, Math.min(step.reach, anyReach), opens)
        for (const { text, whole } of step.words) note(text, whole, stage)
      })
  }
  yield
  const nodes = edges + 2
  const lists: number[] = [0]
  const placesOf = (listed: readonly (readonly number[] | undefined)[]) =>
    Int32Array.from({ length: nodes }, (_, node) => {
      const list = listed[node]
      if (list === undefined) return 0
      return lists.push(list.length, ...list.toReversed()) - list.length - 1
    })
  const places = { begun: placesOf(begun), ended: placesOf(ended) }
  yield
  return {
    first: Int32Array.from({ length: ascii }, (_, unit) => child(root, unit)),
    child,
    ...places,
    lists: Int32Array.from(lists),
    stages: Int32Array.from(stages),
  }
}
