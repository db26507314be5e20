import { trigger } from '../prefilter/triggers.ts'
import { isAlphanumeric } from './characters.ts'
import { mod97 } from './checksums.ts'
import { ibanLengths } from './iban-lengths.ts'
import type { Recognizer } from './recognizer.ts'

/** Where a number may begin: not within a word, but behind the letter of an escaped line break. */
const HEAD =
  /(?:(?<![A-Za-z0-9])|(?<=\\[nrt]))(?:[A-Z]{2}|[a-z]{2}) ?\d{2}(?=[ .\-\u2010-\u2015\u2212]?[A-Za-z0-9])/g
const PARTIAL_HEAD =
  /(?:(?<![A-Za-z0-9])|(?<=\\[nrt]))(?:[A-Z]{1,2}|[a-z]{1,2}) ?\d{0,2}[ .\-\u2010-\u2015\u2212]?$/
/** With dots, names in code would be numbers too if their groups were of any length. */
const DOTTED = /^[A-Za-z]{2} ?\d\d(?:\.[A-Za-z0-9]{4})*(?:\.[A-Za-z0-9]{1,4})?$/
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
      if (ibanLengths.has(countryAt(text, start)) && endOf(text, start) === text.length)
        return start
    }
    const partial = PARTIAL_HEAD.exec(tail)
    return partial === null ? text.length : partial.index + shift
  },
}

/** The end of the number that starts here, or 0. */
function ibanEnd(text: string, start: number): number {
  const end = endOf(text, start)
  const length = ibanLengths.get(countryAt(text, start)) ?? 0
  const raw = text.slice(start, end)
  const compact = raw.replaceAll(/[^A-Za-z0-9]/g, '')
  if (compact.length < length || isAlphanumeric(text.charCodeAt(end))) return 0
  if (raw.includes('.') && !DOTTED.test(raw)) return 0
  return mod97(compact.toUpperCase()) === 1 ? end : 0
}

/** As far as a number of its country would go, and no further than single separators. */
function endOf(text: string, start: number): number {
  const length = ibanLengths.get(countryAt(text, start)) ?? 0
  const limit = Math.min(text.length, start + MAX_SPAN)
  let count = 0
  let gap = false
  let at = start
  for (; at < limit && count < length; at++) {
    const unit = text.charCodeAt(at)
    if (isAlphanumeric(unit)) {
      count++
      gap = false
    } else if (isSeparator(unit) && !gap) gap = true
    else break
  }
  return at
}

function countryAt(text: string, start: number): string {
  return text.slice(start, start + 2).toUpperCase()
}

function isSeparator(unit: number): boolean {
  return (
    unit === 0x20 ||
    unit === 0x2d ||
    unit === 0x2e ||
    (unit >= 0x2010 && unit <= 0x2015) ||
    unit === 0x2212
  )
}
