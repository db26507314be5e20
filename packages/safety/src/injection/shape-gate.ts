import { createWordScan } from '../prefilter/word-automaton.ts'
import type { ShapeRule } from './shape-rule.ts'

/** A part of a text, half open. */
export interface Window {
  readonly start: number
  readonly end: number
}

interface OpenWindow {
  readonly start: number
  end: number
}

/** A rule and the parts of a text in which it can hold. */
export interface OpenRule {
  readonly rule: ShapeRule
  readonly windows: readonly Window[]
}

/** Tells which rules can hold in a text, in their order. */
export type ShapeGate = (text: string) => readonly OpenRule[]

/** No match is longer, so the words of one match lie no farther apart. */
const reach = 240
/** At one place, words shorter than this come first. */
const shortWord = 3

/** Looking for a thousand words one by one would cost more than the patterns they spare. */
export function createShapeGate(rules: readonly ShapeRule[]): ShapeGate {
  const uses = usesByWord(rules)
  const scan = createWordScan([...uses.keys()])
  const usesOf = [...uses.values()]
  const single = rules.map(({ also }) => also === undefined)
  return (text) => {
    const places: number[] = []
    const wordsAt: (readonly number[])[] = []
    scan(text, (start, words) => {
      places.push(start)
      wordsAt.push(words)
    })
    const last = new Int32Array(rules.length * 2).fill(-reach - 1)
    const windows: (OpenWindow[] | undefined)[] = []
    for (let index = places.length - 1; index >= 0; index--) {
      const at = places[index] ?? 0
      for (const word of wordsAt[index] ?? [])
        for (const use of usesOf[word] ?? []) {
          last[use] = at
          const rule = use >> 1
          const other = single[rule] === true ? at : (last[use ^ 1] ?? 0)
          if (at - other <= reach) widen((windows[rule] ??= []), other - reach, at + reach)
        }
    }
    return rules.flatMap((rule, place) => {
      const open = windows[place]
      return open === undefined ? [] : [{ rule, windows: open }]
    })
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

function widen(windows: OpenWindow[], start: number, end: number): void {
  const before = windows[windows.length - 1]
  if (before !== undefined && start <= before.end) before.end = end
  else windows.push({ start, end })
}
