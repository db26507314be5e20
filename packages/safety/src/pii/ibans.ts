import { trigger } from '../prefilter/triggers.ts'
import { isAlphanumeric } from './characters.ts'
import { mod97 } from './checksums.ts'
import { ibanLengths } from './iban-lengths.ts'
import type { Recognizer } from './recognizer.ts'

/** Where a number may begin: not within a word, but behind the letter of an escaped line break. */
const HEAD = /(?:(?<![A-Za-z0-9])|(?<=\\[nrt]))(?:[A-Z]{2}|[a-z]{2}) ?\d{2}(?=[ -]?[A-Za-z0-9])/g
const PARTIAL_HEAD = /(?:(?<![A-Za-z0-9])|(?<=\\[nrt]))(?:[A-Z]{1,2}|[a-z]{1,2}) ?\d{0,2}[ -]?$/
/** How many characters before a head decide about it. */
const LEFT = 2
/** The longest number with a separator after every four characters, and after the country. */
const MAX_SPAN = 43

/** International bank account numbers of the listed countries. */
export const ibans: Recognizer = {
  types: ['IBAN_CODE'],
  triggers: trigger.digit,
  find({ text, emit }) {
    for (const match of text.matchAll(HEAD)) {
      const end = ibanEnd(text, match.index)
      if (end > 0) emit({ type: 'IBAN_CODE', start: match.index, end, score: 1, rule: 'iban' })
    }
  },
  hold(text) {
    const from = Math.max(0, text.length - MAX_SPAN)
    const tail = text.slice(Math.max(0, from - LEFT))
    const shift = text.length - tail.length
    for (const match of tail.matchAll(HEAD)) {
      const start = match.index + shift
      if (ibanLengths.has(match[0].slice(0, 2).toUpperCase()) && runsToEnd(text, start))
        return start
    }
    const partial = PARTIAL_HEAD.exec(tail)
    return partial === null ? text.length : partial.index + shift
  },
}

/** The end of the number that starts here, or 0. */
function ibanEnd(text: string, start: number): number {
  const length = ibanLengths.get(text.slice(start, start + 2).toUpperCase())
  if (length === undefined) return 0
  let compact = ''
  let at = start
  let gap = false
  while (compact.length < length && at - start <= MAX_SPAN) {
    const unit = text.charCodeAt(at)
    if (isAlphanumeric(unit)) {
      compact += text[at] ?? ''
      gap = false
    } else if ((unit === 0x20 || unit === 0x2d) && !gap) gap = true
    else return 0
    at++
  }
  if (compact.length < length || isAlphanumeric(text.charCodeAt(at))) return 0
  return mod97(compact.toUpperCase()) === 1 ? at : 0
}

function runsToEnd(text: string, start: number): boolean {
  for (let at = start; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (!isAlphanumeric(unit) && unit !== 0x20 && unit !== 0x2d) return false
  }
  return true
}
