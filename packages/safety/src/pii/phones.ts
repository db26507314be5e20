import { isAlphanumeric, isDigit, isGluedLeft } from './characters.ts'
import { MAX_GAP, openChainStart, type DigitChain } from './digit-chains.ts'
import { isPhoneNumber } from './library-checks.ts'
import { phoneCue, saysOtherNumber } from './phone-cues.ts'
import { isNorthAmerican, looksLikeOtherNumber, type PhoneCandidate } from './phone-look-alikes.ts'
import { isInternationalNumber, type JudgedNumbers } from './phone-plans.ts'
import { phoneRegions, type PhoneRegion } from './phone-regions.ts'
import { HORIZON, type PiiContext } from './recognizer.ts'

const EXTENSION = /^[ ,;]{0,2}(?:ext\.?|x|extension|extn\.?) ?\d{1,6}(?![\w])/i
/** What may become an extension, or a digit behind a mark that makes the number something else. */
const TAIL = /(?<=\d)(?::|[ ,;]{0,2}(?:(?:e[xtension.]{0,9}|x) ?\d{0,6})?)$/i
const PARTIAL_EXTENSION =
  /^(?::|[ ,;]{0,2}(?:(?:e|ex|ext|ext\.|extn|extn\.|exte|exten|extens|extensi|extensio|extension|x) ?\d{0,6})?)$/i

/** A longer chain is a table: with a gap behind it, it would be more than a stream keeps back. */
const LONGEST = HORIZON - MAX_GAP

/** Phone numbers in one chain: the whole chain, or its parts between spaces. */
export function findPhones(chain: DigitChain, context: PiiContext, judged: JudgedNumbers): void {
  if (chain.end - chain.start > LONGEST || chain.gluedLeft) return
  const { bounds } = chain
  const groups = bounds.length / 2
  let first = 0
  while (first < groups) {
    let last = groups - 1
    for (; last >= first; last--) {
      if (breaksAfter(chain, last, context.text) && judge(chain, [first, last], context, judged))
        break
    }
    first = last < first ? nextBreak(chain, first, context.text) : last + 1
  }
}

function breaksAfter(chain: DigitChain, group: number, text: string): boolean {
  const next = chain.bounds[2 * group + 2]
  if (next === undefined) return true
  const gap = text.slice(chain.bounds[2 * group + 1], next)
  return gap.includes(' ') || gap === '/'
}

function nextBreak(chain: DigitChain, group: number, text: string): number {
  let next = group
  while (!breaksAfter(chain, next, text)) next++
  return next + 1
}

function judge(
  chain: DigitChain,
  [first, last]: readonly [number, number],
  context: PiiContext,
  judged: JudgedNumbers,
): boolean {
  const { text } = context
  const count = digitsIn(chain, first, last)
  if (count < 7 || count > 17) return false
  const opening = first === 0 ? chain.start : openingOf(text, chain.bounds[2 * first] ?? 0)
  const end = chain.bounds[2 * last + 1] ?? 0
  const start = withoutBracket(text, opening, end)
  const number = text.slice(start, end)
  if (number.lastIndexOf('(') > number.lastIndexOf(')')) return false
  const digits = number.replaceAll(/\D/g, '')
  const plus = number.startsWith('+') || number.startsWith('(+')
  if (plus && isSum(text, start)) return false
  const extension = extensionAt(text, end, chain.start + HORIZON)
  if (extension === '' && end === chain.end && chain.gluedRight) return false
  const near = context.left(start, 60)
  const cue = phoneCue(near)
  const isStrong = cue === 'strong'
  if (!plus && (isStrong ? text[start - 1] === '/' : !standsFree(text, start, end))) return false
  const partial = first > 0 || end < chain.end
  if (partial && !plus && cue === 'none' && !/[^\d ]/.test(number)) return false
  if (looksLikeOtherNumber({ text, start, end, number, digits, plus, cue, near })) return false
  if (cue === 'none' && !plus && digits.length < 9) return false
  if (!plus && saysOtherNumber(near)) return false
  if (!plus && first > 0 && saysOtherNumber(context.left(chain.start, 60))) return false
  const valid = isValid({ digits, plus }, context.regions, judged)
  const international = plus && /^(?:[2-9]\d{8,14}|1\d{10})$/.test(digits)
  const hasShape = isStrong || international || isNorthAmerican(number)
  if (!valid && (!hasShape || digits.length > 15)) return false
  const score = valid ? (cue === 'none' ? 0.5 : 0.75) : 0.4
  context.emit({
    type: 'PHONE_NUMBER',
    start,
    end: end + extension.length,
    score,
    rule: cue !== 'none' ? 'phone-cue' : plus ? 'phone-international' : 'phone-national',
  })
  return true
}

function digitsIn({ bounds }: DigitChain, first: number, last: number): number {
  let count = 0
  for (let at = 2 * first; at <= 2 * last; at += 2)
    count += (bounds[at + 1] ?? 0) - (bounds[at] ?? 0)
  return count
}

/** A plus behind a word or a bracket adds. */
function isSum(text: string, start: number): boolean {
  return isGluedLeft(text, start) || ')]'.includes(text[start - 1] ?? ' ')
}

/** The bracket around a whole number is not a part of it. */
function withoutBracket(text: string, start: number, end: number): number {
  const opens = text.charCodeAt(start) === 0x28
  return opens && !text.slice(start, end).includes(')') ? start + 1 : start
}

function extensionAt(text: string, end: number, until: number): string {
  const found = EXTENSION.exec(text.slice(end, end + 20))?.[0] ?? ''
  return end + found.length <= until ? found : ''
}

function openingOf(text: string, first: number): number {
  return text.charCodeAt(first - 1) === 0x28 ? first - 1 : first
}

/** Not a piece of a path, identifier, decimal or sum of money. */
function standsFree(text: string, start: number, end: number): boolean {
  const before = text[start - 1] ?? ' '
  const after = text[end] ?? ' '
  if ('/_.=$€£¥&%-^@\\#~'.includes(before) && !isEscapedBreak(text, start)) return false
  if (before === ',' && isDigit(text.charCodeAt(start - 2))) return false
  if ('_%$€£=@/'.includes(after)) return false
  if (after === '-' && isAlphanumeric(text.charCodeAt(end + 1))) return isUpper(text, end + 1)
  const isColumn = after === ',' && /[-()]/.test(text.slice(start, end))
  if (isColumn || !',.:'.includes(after)) return true
  return !isDigit(text.charCodeAt(end + 1))
}

/** `-Fax` says what the number is; identifiers go on in lower case or digits. */
function isUpper(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  return unit >= 0x41 && unit <= 0x5a
}

function isEscapedBreak(text: string, start: number): boolean {
  return text.charCodeAt(start - 2) === 0x5c
}

function isValid(
  { digits, plus }: Pick<PhoneCandidate, 'digits' | 'plus'>,
  regions: readonly string[] | undefined,
  judged: JudgedNumbers,
): boolean {
  if (plus)
    return (
      digits.length >= 8 &&
      isInternationalNumber(
        digits.replace(/^(44|49|39|33|61|31|32|41|43|46)0(?=\d{8})/, '$1'),
        judged,
      )
    )
  if (digits.startsWith('00')) return isInternationalNumber(digits.slice(2), judged)
  const listed =
    regions === undefined
      ? phoneRegions
      : phoneRegions.filter((row) => regions.includes(row.region))
  if (listed.some((row) => fits(row, digits))) return true
  return (regions ?? []).some((region) => !isListed(region) && isPhoneNumber(digits, region))
}

function isListed(region: string): boolean {
  return phoneRegions.some((row) => row.region === region)
}

/** As a national number with or without the trunk prefix, or with the calling code. */
function fits({ trunk, callingCode, national }: PhoneRegion, digits: string): boolean {
  if (digits.length < 7) return false
  return (
    national.test(digits) ||
    (trunk !== '' && digits.startsWith(trunk) && national.test(digits.slice(trunk.length))) ||
    (digits.startsWith(callingCode) && national.test(digits.slice(callingCode.length)))
  )
}

/** The start of a number, or of its extension, that could still grow at the end of the text. */
export function holdPhones(text: string): number {
  const tail = text.slice(-16)
  const cut = tail.search(TAIL)
  const chainEnd =
    cut >= 0 && PARTIAL_EXTENSION.test(tail.slice(cut))
      ? text.length - tail.length + cut
      : text.length
  const start = openChainStart(text.slice(0, chainEnd))
  return start < chainEnd && text.length - start <= HORIZON ? start : text.length
}
