import type { NeededWord, Step } from '../../src/injection/need-lines.ts'
import { frequency } from './word-frequency.ts'

/** What is known of the matches of a part of a pattern. */
export interface Path {
  readonly steps: readonly Step[]
  /** The most units from where the last word begins, or the part, to the part's end. */
  readonly rest: number
}

/** What a pattern may need at most: so many paths, each of so many steps. */
const mostPaths = 8
export const mostSteps = 2

/** So many units of which nothing is known. */
export function gap(rest: number): Path {
  return { steps: [], rest }
}

function costOf({ words }: Step): number {
  return words.reduce((sum, word) => sum + frequency(word), 0)
}

/** A path with its rarest steps alone, in their order. */
export function rarestSteps({ steps, rest }: Path, most: number): Path {
  const kept = new Set(steps.toSorted((a, b) => costOf(a) - costOf(b)).slice(0, most))
  const out: Step[] = []
  let skipped = 0
  for (const step of steps) {
    if (kept.has(step)) out.push({ ...step, reach: step.reach + skipped })
    skipped = kept.has(step) ? 0 : skipped + step.reach
  }
  return { steps: out, rest: rest + skipped }
}

/** Each way through the first with each through the second. */
export function product(first: readonly Path[], second: readonly Path[]): readonly Path[] {
  if (first.length * second.length > mostPaths)
    return first.length > second.length
      ? product(merged(first), second)
      : product(first, merged(second))
  return first.flatMap((head) => second.map((tail) => chained(head, tail)))
}

function chained(head: Path, tail: Path): Path {
  const [next, ...others] = tail.steps
  if (next === undefined) return { steps: head.steps, rest: head.rest + tail.rest }
  const joint = { ...next, reach: head.rest + next.reach }
  return { steps: [...head.steps, joint, ...others], rest: tail.rest }
}

/** The paths, or one for all when they are many. */
export function fewer(paths: readonly Path[]): readonly Path[] {
  return paths.length > mostPaths ? merged(paths) : paths
}

/** One path for all: as many steps as each has, each of the words of all. */
function merged(paths: readonly Path[]): readonly Path[] {
  const count = Math.min(mostSteps, ...paths.map(({ steps }) => steps.length))
  const same = paths.map((path) => rarestSteps(path, count))
  const steps = Array.from({ length: count }, (_, index): Step => {
    const all = same.flatMap((path) => path.steps[index] ?? [])
    return {
      words: distinct(all.flatMap(({ words }) => words)),
      reach: Math.max(...all.map(({ reach }) => reach)),
    }
  })
  const path = { steps, rest: Math.max(...same.map(({ rest }) => rest)) }
  return [path]
}

/** Each word once, and none that another already says. */
export function distinct(words: readonly NeededWord[]): readonly NeededWord[] {
  const known = new Map(
    words.map((word) => [
      `${word.text}${word.whole ? '.' : ''}`,
      { text: word.text, whole: word.whole },
    ]),
  )
  const all = [...known.values()]
  const isCovered =
    ({ text }: NeededWord) =>
    (other: NeededWord) =>
      !other.whole && other.text.length < text.length && text.startsWith(other.text)
  return all.filter((word) => !all.some(isCovered(word)) && !(word.whole && known.has(word.text)))
}
