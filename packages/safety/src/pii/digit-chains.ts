import { isDigit, isGluedLeft, isLetter } from './characters.ts'

/** Groups of digits joined by up to three separators such as space, hyphen, dot, slash, brackets. */
export interface DigitChain {
  /** The opening `+` or `(` included. */
  readonly start: number
  readonly end: number
  /** Start and end of each group, in turn. */
  readonly bounds: readonly number[]
  /** A letter or underscore stands directly before the first group. */
  readonly gluedLeft: boolean
  /** A letter or underscore stands directly after the last group. */
  readonly gluedRight: boolean
}

/** The most characters between two groups. */
export const MAX_GAP = 3

/** All digit chains of a text, left to right. */
export function digitChains(text: string): DigitChain[] {
  const chains: DigitChain[] = []
  const { length } = text
  let index = 0
  while (index < length) {
    if (!isDigit(text.charCodeAt(index))) {
      index++
      continue
    }
    const first = index
    const bounds: number[] = []
    let next = index
    while (next >= 0) {
      let end = next + 1
      while (end < length && isDigit(text.charCodeAt(end))) end++
      bounds.push(next, end)
      index = end
      next = nextGroup(text, end)
    }
    chains.push({
      start: opening(text, first),
      end: index,
      bounds,
      gluedLeft: isGluedLeft(text, first),
      gluedRight: isWord(text.charCodeAt(index)),
    })
  }
  return chains
}

/** The start of the chain at the end of a text that more digits could still join; else the length. */
export function openChainStart(text: string): number {
  let at = text.length
  let start = at
  while (at > 0) {
    let gap = at
    while (gap > 0 && at - gap < MAX_GAP && isSeparator(text.charCodeAt(gap - 1))) gap--
    let group = gap
    while (group > 0 && isDigit(text.charCodeAt(group - 1))) group--
    if (group === gap) return opensChain(text, at, gap) ?? start
    start = opening(text, group)
    at = group
    if (text.length - at > 160) return start
  }
  return start
}

/** A lone trailing `+`, `(` or `+(` may be the opening of a number that has not arrived. */
function opensChain(text: string, at: number, gap: number): number | undefined {
  if (at !== text.length) return undefined
  const last = text.charCodeAt(at - 1)
  if (last === 0x2b) return text.charCodeAt(at - 2) === 0x28 ? at - 2 : at - 1
  if (last !== 0x28) return undefined
  return text.charCodeAt(at - 2) === 0x2b ? at - 2 : Math.max(gap, at - 1)
}

function opening(text: string, first: number): number {
  let start = first
  if (text.charCodeAt(start - 1) === 0x28) start--
  if (text.charCodeAt(start - 1) === 0x2b) start--
  if (start < first && text.charCodeAt(start) === 0x2b && text.charCodeAt(start - 1) === 0x28)
    start--
  return start
}

function nextGroup(text: string, end: number): number {
  let at = end
  while (at - end < MAX_GAP && isSeparator(text.charCodeAt(at))) at++
  return at > end && isDigit(text.charCodeAt(at)) ? at : -1
}

function isSeparator(unit: number): boolean {
  return (
    unit === 0x20 ||
    unit === 0x28 ||
    unit === 0x29 ||
    (unit >= 0x2d && unit <= 0x2f) ||
    (unit >= 0x2010 && unit <= 0x2015) ||
    unit === 0x2212
  )
}

function isWord(unit: number): boolean {
  return isLetter(unit) || unit === 0x5f
}
