import { createWordScan } from '../prefilter/word-automaton.ts'
import type { RuleScope } from './rules.ts'
import type { ShapeRule } from './shape-rule.ts'

/** A part of a text, half open. */
export interface Window {
  readonly start: number
  readonly end: number
}

/** A rule and the parts of a text in which it can hold. */
export interface OpenRule {
  readonly rule: ShapeRule
  readonly windows: readonly Window[]
}

/** Tells which rules of some scopes can hold in a text, in their order. */
export type ShapeGate = (text: string, scopes: readonly RuleScope[]) => readonly OpenRule[]

/** No match is longer, so the words of one match lie no farther apart. */
const reach = 240
/** At one place, words shorter than this come first. */
const shortWord = 3

/** What the words at a place mean for rules, those for every text first. */
interface Meaning {
  readonly uses: Int32Array
  /** How many of them are of such rules. */
  readonly direct: number
}

const noMeaning: Meaning = { uses: new Int32Array(0), direct: 0 }

/** Looking for a thousand words one by one would cost more than the patterns they spare. */
export function createShapeGate(rules: readonly ShapeRule[]): ShapeGate {
  const uses = [...usesByWord(rules)]
  const isDirect = (use: number) => rules[use >> 1]?.scope === 'direct'
  const scan = createWordScan(
    uses.map(([word]) => word),
    (words): Meaning => {
      const all = [...new Set(words.flatMap((word) => uses[word]?.[1] ?? []))]
      const direct = all.filter(isDirect)
      const external = all.filter((use) => !isDirect(use))
      return { uses: Int32Array.from([...direct, ...external]), direct: direct.length }
    },
  )
  const single = rules.map(({ also }) => also === undefined)
  return (text, scopes) => {
    const places: number[] = []
    const meanings: Meaning[] = []
    scan(text, (start, meaning) => {
      places.push(start)
      meanings.push(meaning)
    })
    const external = scopes.includes('external')
    const last = new Int32Array(rules.length * 2).fill(-reach - 1)
    const windows = createWindows(rules.length)
    for (let index = places.length - 1; index >= 0; index--) {
      const at = places[index] ?? 0
      const { uses: found, direct } = meanings[index] ?? noMeaning
      const most = external ? found.length : direct
      for (let next = 0; next < most; next++) {
        const use = found[next] ?? 0
        last[use] = at
        const rule = use >> 1
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
        isOpen(place) ? [{ rule, windows: [...(closed[place] ?? []), windowOf(place)] }] : [],
      ),
  }
}
