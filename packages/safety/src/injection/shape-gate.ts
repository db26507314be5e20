import { createWordScan } from '../prefilter/word-automaton.ts'
import type { ShapeRule } from './shape-rule.ts'

/** A part of a text, half open. */
export interface Window {
  readonly start: number
  readonly end: number
}

/** A rule and the parts of a text in which it can hold. */
export interface OpenRule {
  readonly rule: ShapeRule
  /** Its place among all rules. */
  readonly place: number
  readonly windows: readonly Window[]
}

/** Tells which of some rules, given by their places, can hold in a text, in their order. */
export type ShapeGate = (
  text: string,
  asked: { readonly keys: () => Iterable<number> },
) => readonly OpenRule[]

/** No match is longer, so the words of one match lie no farther apart. */
const reach = 240
/** At one place, words shorter than this come first. */
const shortWord = 3

/** Looking for a thousand words one by one would cost more than the patterns they spare. */
export function* createShapeGate(rules: readonly ShapeRule[]): Generator<void, ShapeGate> {
  const uses = [...usesByWord(rules)]
  yield
  const scan = yield* createWordScan(
    uses.map(([word]) => word),
    (words) => Int32Array.from(new Set(words.flatMap((word) => uses[word]?.[1] ?? []))),
  )
  const single = rules.map(({ also }) => also === undefined)
  return (text, asked) => {
    const isAsked = new Uint8Array(rules.length)
    for (const rule of asked.keys()) isAsked[rule] = 1
    const places: number[] = []
    const meanings: Int32Array[] = []
    scan(text, (start, meaning) => {
      places.push(start)
      meanings.push(meaning)
    })
    const last = new Int32Array(rules.length * 2).fill(-reach - 1)
    const windows = createWindows(rules.length)
    for (let index = places.length - 1; index >= 0; index--) {
      const at = places[index] ?? 0
      const found = meanings[index]
      if (found === undefined) continue
      for (let next = 0; next < found.length; next++) {
        const use: number = found[next] ?? 0
        const rule = use >> 1
        if (isAsked[rule] === 0) continue
        last[use] = at
        const other = single[rule] === true ? at : (last[use ^ 1] ?? 0)
        if (at - other <= reach) windows.open(rule, other - reach, at + reach)
      }
    }
    return windows.of(rules)
  }
}

/** What finding each word means: twice the place of a rule, plus one for its second group. */
function usesByWord(rules: readonly ShapeRule[]): ReadonlyMap<string, readonly number[]> {
  const uses = new Map<string, number[]>()
  const note = (word: string, use: number) => {
    const known = uses.get(word)
    if (known) known.push(use)
    else uses.set(word, [use])
  }
  rules.forEach(({ hints, also }, rule) => {
    for (const word of hints) note(word, rule * 2)
    for (const word of also ?? []) note(word, rule * 2 + 1)
  })
  const isShort = ([word]: readonly [string, unknown]) => word.length < shortWord
  return new Map([...uses].toSorted((a, b) => Number(isShort(b)) - Number(isShort(a))))
}

interface Windows {
  readonly open: (rule: number, start: number, end: number) => void
  readonly of: (rules: readonly ShapeRule[]) => readonly OpenRule[]
}

/** Collects the windows of some rules; one that begins within the last goes on with it. */
function createWindows(rules: number): Windows {
  const starts = new Int32Array(rules)
  const ends = new Int32Array(rules).fill(-reach - 1)
  const closed: (Window[] | undefined)[] = []
  const isOpen = (rule: number) => (ends[rule] ?? 0) >= 0
  const windowOf = (rule: number) => ({ start: starts[rule] ?? 0, end: ends[rule] ?? 0 })
  return {
    open(rule, start, end) {
      if (start > (ends[rule] ?? 0)) {
        if (isOpen(rule)) (closed[rule] ??= []).push(windowOf(rule))
        starts[rule] = start
      }
      ends[rule] = end
    },
    of: (all) =>
      all.flatMap((rule, place) =>
        isOpen(place)
          ? [{ rule, place, windows: [...(closed[place] ?? []), windowOf(place)] }]
          : [],
      ),
  }
}
