import type { ShapeRule } from './shape-rule.ts'

/** Tells of each rule, by its place, whether a text has the words without which it cannot hold. */
export type ShapeGate = (text: string) => (rule: number) => boolean

/** Hints of this length or more are found in one pass over the text. */
const keyLength = 3
const slots = 1 << 12

/** Looking for a thousand words one by one would cost more than the patterns they spare. */
export function createShapeGate(rules: readonly ShapeRule[]): ShapeGate {
  const words: string[] = []
  const numbers = new Map<string, number>()
  const numberOf = (word: string): number => {
    const known = numbers.get(word) ?? words.push(word) - 1
    numbers.set(word, known)
    return known
  }
  const groups = rules.map(({ hints, also }) => ({
    hints: hints.map(numberOf),
    also: also?.map(numberOf),
  }))
  const bySlot: (number[] | undefined)[] = Array.from({ length: slots }, () => undefined)
  const short: number[] = []
  words.forEach((word, number) => {
    if (word.length < keyLength) short.push(number)
    else (bySlot[slotAt(word, 0)] ??= []).push(number)
  })
  return (text) => {
    const found = new Uint8Array(words.length)
    for (const number of short) found[number] = Number(text.includes(words[number] ?? ''))
    for (let at = 0; at + keyLength <= text.length; at++) {
      const candidates = bySlot[slotAt(text, at)]
      if (candidates === undefined) continue
      for (const number of candidates) {
        if (found[number] === 0 && text.startsWith(words[number] ?? '', at)) found[number] = 1
      }
    }
    const has = (list: readonly number[]) => list.some((number) => found[number] === 1)
    return (rule) => {
      const group = groups[rule]
      return (
        group !== undefined && has(group.hints) && (group.also === undefined || has(group.also))
      )
    }
  }
}

function slotAt(text: string, at: number): number {
  const mixed =
    (text.charCodeAt(at) * 961 + text.charCodeAt(at + 1) * 31 + text.charCodeAt(at + 2)) | 0
  return (mixed ^ (mixed >>> 12)) & (slots - 1)
}
