import { isDigit } from './characters.ts'
import { isRepeated, luhn } from './checksums.ts'
import { openChainStart, type DigitChain } from './digit-chains.ts'
import type { PiiContext } from './recognizer.ts'

const CUE =
  /(?:credit|debit|bank|payment|charge)[ -]?card|card[ _-]?(?:number|no\b|num|#)|\b(?:cc|pan|visa|mastercard|amex|american express|maestro|discover|jcb|diners)\b|kreditkarte|kartennummer|carte (?:de cr[eé]dit|bancaire|bleue)|tarjeta|carta di credito|cart[aã]o|creditcard|kart[aeęyuąı]?\b|kartım|kort\b|карт|カード|信用卡|银行卡|카드/i
/** Enough for a number whose check digit is right. */
const WORD = /\bcards?\b|\bmaestro|kart|tarjeta|carte|carta|cart[aã]o|карт|カード|卡|카드/i
const ISSUER = /^(?:4|5[0-8]|6|2[2-7]|3\d|1800|2131)/
/** Brands whose numbers of twelve digits are common enough to need no word. */
const TWELVE = /^(?:5018|5020|5038|5893|6304|6759|676[123])/
/** Brands with the lengths of their numbers; others are rather something else that ends in the same check digit. */
const USUAL = /^(?:4\d{12}|3\d{13,14}|(?:1800|2131)\d{11}|\d{16}|\d{19})$/
/** What may stand between groups, the same between all. */
const JOINER = /^(?: {1,2}|[-.\u2010-\u2015\u2212])$/
/** Ways to set a number that other numbers are set more often: they take a word. */
const UNUSUAL = /\.|\s{2}|\d{8}\D|\D\d{8}/
/** The longest later group behind a first one of this many digits; behind others it has seven at most. */
const LONG_GROUPS: ReadonlyMap<number, number> = new Map([
  [6, 10],
  [8, 8],
])
/** The longest run of digits and separators one card number can have. */
const MAX_SPAN = 40

/** Card numbers among the groups of one chain; each window is judged by itself. */
export function findCards(chain: DigitChain, context: PiiContext): void {
  const { text } = context
  const { bounds } = chain
  for (let group = 0; group < bounds.length; group += 2) {
    const start = bounds[group] ?? 0
    const isGlued = group === 0 && chain.gluedLeft
    if (isGlued && !isOnTrack(text, start)) continue
    const lead = text[start] ?? ''
    if (lead < '1' || lead > '6') continue
    if (group > 0 && isJoiner(text.charCodeAt(start - 1))) continue
    if (group === 0 && followsDecimal(text, start)) continue
    const end = cardEnd(chain, group, text)
    if (end > 0 && (!isGlued || text[end] === '^')) judge(start, end, context)
  }
}

/** `%B…^`: as the first track of a magnetic stripe has it. */
function isOnTrack(text: string, start: number): boolean {
  return text.slice(Math.max(0, start - 2), start) === '%B'
}

/** Where a card number that starts with `group` would end: the first usual length that passes, else the longest. */
function cardEnd(chain: DigitChain, group: number, text: string): number {
  const { bounds } = chain
  const start = bounds[group] ?? 0
  const first = (bounds[group + 1] ?? 0) - start
  if (first >= 12) return first <= 19 && closes(chain, group, text) ? (bounds[group + 1] ?? 0) : 0
  if (first < 4 || first === 7 || first > 8) return 0
  const longest = LONG_GROUPS.get(first) ?? 7
  const joiner = text.slice(bounds[group + 1], bounds[group + 2])
  if (!JOINER.test(joiner)) return 0
  let digits = first
  let short = 0
  let broken = 0
  for (let next = group + 2; next < bounds.length; next += 2) {
    const from = bounds[next] ?? 0
    const until = bounds[next + 1] ?? 0
    if (text.slice(bounds[next - 1], from) !== joiner) break
    digits += until - from
    if (digits > 19 || until - from < 2 || until - from > longest) break
    if (digits < 12 || !closes(chain, next, text)) continue
    if (luhn(text, start, until)) {
      if (digits > 12) return until
      short = until
    } else if (digits === 15 || digits === 16) broken = until
  }
  return broken === 0 ? short : broken
}

function closes(chain: DigitChain, group: number, text: string): boolean {
  const end = chain.bounds[group + 1] ?? 0
  if (end === chain.end && chain.gluedRight) return false
  return !(isJoiner(text.charCodeAt(end)) && isDigit(text.charCodeAt(end + 1)))
}

function judge(start: number, end: number, { text, left, emit }: PiiContext): void {
  const digits = digitsOf(text, start, end)
  if (!ISSUER.test(digits) || isRepeated(digits)) return
  const valid = luhn(digits)
  const isRare = !USUAL.test(digits)
  if (isRare && !valid) return
  const isKnown = digits.length === 12 && TWELVE.test(digits)
  const needsWord = UNUSUAL.test(text.slice(start, end)) || (isRare && !isKnown)
  if (needsWord || !valid) {
    const near = left(start, 60)
    if (!CUE.test(near) && (!valid || !WORD.test(near))) return
  }
  emit({
    type: 'CREDIT_CARD',
    start,
    end,
    score: valid ? 1 : 0.55,
    rule: valid ? 'card-luhn' : 'card-cue',
  })
}

function digitsOf(text: string, start: number, end: number): string {
  return text.slice(start, end).replaceAll(/\D/g, '')
}

/** The start of a card number that could still grow at the end of the text. */
export function holdCards(text: string): number {
  const start = openChainStart(text)
  if (text.length - start <= MAX_SPAN) return start
  for (let at = text.length - MAX_SPAN; at < text.length; at++) {
    if (isDigit(text.charCodeAt(at)) && !isDigit(text.charCodeAt(at - 1))) return at
  }
  return text.length
}

function followsDecimal(text: string, start: number): boolean {
  return isJoiner(text.charCodeAt(start - 1)) && isDigit(text.charCodeAt(start - 2))
}

function isJoiner(unit: number): boolean {
  return unit === 0x2e || isHyphen(unit)
}

function isHyphen(unit: number): boolean {
  return unit === 0x2d || (unit >= 0x2010 && unit <= 0x2015) || unit === 0x2212
}
