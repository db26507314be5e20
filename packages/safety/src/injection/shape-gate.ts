import { createWordTrie } from '../prefilter/word-trie.ts'
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
/** At one place, words shorter than this come first. */
const shortWord = 3
const nothing: readonly Window[] = []

/** Looking for a thousand words one by one would cost more than the patterns they spare. */
export function createShapeGate(rules: readonly ShapeRule[]): ShapeGate {
  const words = wordsOf(rules)
  const { columns, rows, shift, ends } = createWordTrie([...words.keys()])
  const usesAt = usesByWord(words)
  const single = rules.map(({ also }) => also === undefined)
  let units = new Uint8Array(0)
  return (text) => {
    if (units.length <= text.length) units = new Uint8Array(text.length * 2 + 1)
    for (let at = 0; at < text.length; at++) units[at] = columns[text.charCodeAt(at)] ?? 0
    units[text.length] = 0
    const last = new Int32Array(rules.length * 2).fill(-reach - 1)
    const windows: (OpenWindow[] | undefined)[] = []
    for (let at = 0; at < text.length; at++) {
      let longest = 0
      let node = rows[units[at] ?? 0] ?? 0
      for (let next = at + 1; node !== 0; next++) {
        longest = ends[node] || longest
        node = rows[(node << shift) + (units[next] ?? 0)] ?? 0
      }
      if (longest === 0) continue
      for (const use of usesAt[longest - 1] ?? []) {
        last[use] = at
        const rule = use >> 1
        const other = single[rule] === true ? at : (last[use ^ 1] ?? 0)
        if (at - other <= reach) widen((windows[rule] ??= []), other - reach, at + reach)
      }
    }
    return (rule) => windows[rule] ?? nothing
  }
}

/** What finding each word means: twice the place of a rule, plus one for its second group. */
type Words = ReadonlyMap<string, number[]>

function wordsOf(rules: readonly ShapeRule[]): Words {
  const words = new Map<string, number[]>()
  const note = (word: string, use: number) => {
    const known = words.get(word)
    if (known) known.push(use)
    else words.set(word, [use])
  }
  rules.forEach(({ hints, also }, rule) => {
    for (const word of hints) note(word, rule * 2)
    for (const word of also ?? []) note(word, rule * 2 + 1)
  })
  return words
}

/** The uses of each word and of the words that it begins with, since these stand there too. */
function usesByWord(words: Words): readonly (readonly number[])[] {
  const order = new Map([...words.keys()].map((word, place) => [word, place]))
  const rank = (word: string) =>
    (word.length < shortWord ? -words.size : 0) + (order.get(word) ?? 0)
  return Array.from(words, ([word, uses]) => {
    const prefixes: string[] = []
    for (let length = 1; length < word.length; length++) {
      const prefix = word.slice(0, length)
      if (words.has(prefix)) prefixes.push(prefix)
    }
    if (prefixes.length === 0) return uses
    return [...prefixes, word]
      .toSorted((a, b) => rank(a) - rank(b))
      .flatMap((one) => words.get(one) ?? [])
  })
}

function widen(windows: OpenWindow[], start: number, end: number): void {
  const before = windows[windows.length - 1]
  if (before !== undefined && start <= before.end) before.end = end
  else windows.push({ start, end })
}
