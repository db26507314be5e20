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

/** Tells for each rule, by its place, the parts of a text in which it can hold. */
export type ShapeGate = (text: string) => (rule: number) => readonly Window[]

/** No match is longer, so the words of one match lie no farther apart. */
const reach = 240
/** Words shorter than this are told apart by their first unit. */
const keyLength = 3
const slots = 1 << 12
const units = 128
const nothing: readonly Window[] = []

/** A word and what finding it means: twice the place of a rule, plus one for its second group. */
interface Entry {
  readonly word: string
  readonly uses: readonly number[]
}

/** Looking for a thousand words one by one would cost more than the patterns they spare. */
export function createShapeGate(rules: readonly ShapeRule[]): ShapeGate {
  const { short, long } = tablesOf(usesOf(rules))
  const single = rules.map(({ also }) => also === undefined)
  return (text) => {
    const last = new Int32Array(rules.length * 2).fill(-reach - 1)
    const windows: (OpenWindow[] | undefined)[] = []
    const tell = (entries: readonly Entry[], at: number) => {
      for (const { word, uses } of entries) {
        if (!text.startsWith(word, at)) continue
        for (const use of uses) {
          last[use] = at
          const rule = use >> 1
          const other = single[rule] === true ? at : (last[use ^ 1] ?? 0)
          if (at - other <= reach) widen((windows[rule] ??= []), other - reach, at + reach)
        }
      }
    }
    for (let at = 0; at < text.length; at++) {
      const shorts = short[text.charCodeAt(at)]
      if (shorts !== undefined) tell(shorts, at)
      const longs = long[slotOf(text, at)]
      if (longs !== undefined) tell(longs, at)
    }
    return (rule) => windows[rule] ?? nothing
  }
}

function usesOf(rules: readonly ShapeRule[]): ReadonlyMap<string, readonly number[]> {
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
  return uses
}

/** The words that may stand at a place, most often none, by their first units. */
function tablesOf(uses: ReadonlyMap<string, readonly number[]>): {
  readonly short: readonly (readonly Entry[] | undefined)[]
  readonly long: readonly (readonly Entry[] | undefined)[]
} {
  const short: (Entry[] | undefined)[] = Array.from({ length: units }, () => undefined)
  const long: (Entry[] | undefined)[] = Array.from({ length: slots }, () => undefined)
  for (const [word, list] of uses) {
    const entry = { word, uses: list }
    if (word.length < keyLength) (short[word.charCodeAt(0)] ??= []).push(entry)
    else (long[slotOf(word, 0)] ??= []).push(entry)
  }
  return { short, long }
}

function slotOf(text: string, at: number): number {
  const mixed =
    (text.charCodeAt(at) * 961 + text.charCodeAt(at + 1) * 31 + text.charCodeAt(at + 2)) | 0
  return (mixed ^ (mixed >>> 12)) & (slots - 1)
}

function widen(windows: OpenWindow[], start: number, end: number): void {
  const before = windows[windows.length - 1]
  if (before !== undefined && start <= before.end) before.end = end
  else windows.push({ start, end })
}
