import { isDigit } from './characters.ts'
import { phoneCue, type PhoneCue } from './phone-cues.ts'

export interface PhoneCandidate {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly number: string
  readonly digits: string
  readonly plus: boolean
  readonly cue: PhoneCue
  /** The characters before. */
  readonly near: string
}

const DATE =
  /^\(?(?:(?:19|20)\d{2}[-./ ](?:0?[1-9]|1[0-2])[-./ ](?:0?[1-9]|[12]\d|3[01])|(?:0?[1-9]|[12]\d|3[01])[-./](?:0?[1-9]|[12]\d|3[01])[-./](?:19|20)?\d{2})(?![\d]|[-.]\d)/
const YEARS = /^\(?(?:1[89]|20)\d{2}\)?(?: ?[-/\u2013] ?|[ (]{1,2})(?:1[89]|20)\d{2}\)?(?!\d)/
const DOTTED = /^\d{1,3}(?:\.\d{1,3}){2,3}(?:[-/]\d+)?$/
const THOUSANDS = /^\d{1,3}(?:[. ]000)+$/
const DECIMAL = /^\d+\.\d+$/
/** Layouts in which national numbers are written with nothing but spaces. */
const SPACED =
  /^(?:[5-9]\d{2} \d{3} \d{3}|\d{3} \d{3} \d{4}|\d{2}(?: \d{2}){4}|0\d(?: \d{2}){4}|0\d{1,4}(?: \d{2,4}){1,4}|0\d{1,5} \d{4,9}|00[1-9]\d{0,2}(?: \d{1,10}){1,5}|\d{2,4} \d{3,4} \d{4}|\d{3} \d{4} \d{4}|\d{4} \d{3} \d{3}|[679]\d{2}(?: \d{2}){3}|\d{3} \d{2} \d{2} \d{2,3}|[2-9]\d(?: \d{2}){3} ?|[1-9]\d \d{3} \d{2} \d{2}|3\d{2} \d{6,7}|\d{2} 9\d{4} \d{4}|1 \d{3} \d{3} \d{4}|\d{5} \d{5,6}|8 \d{3} \d{3} \d{2} \d{2}|0 5\d{2} \d{3} \d{2} \d{2})$/
/** Layouts with brackets, hyphens, dots or slashes. */
const PUNCTUATED: readonly RegExp[] = [
  /^\(\d{1,5}\)[ -]?\d[\d -]{4,12}$/,
  /^\(0\d{1,5}\)[ /-]*\d[\d /-]{3,12}$/,
  /^0 ?\(\d{3,4}\) ?\d{3} ?\d{2} ?\d{2}$/,
  /^(?:1[-. ])?\(?\d{3}\)?[-. ]{1,2}\d{3}[-. ]\d{4}$/,
  /^(?:1[-. ])\(\d{3}\)[-. ]?\d{3}[-. ]\d{4}$/,
  /^00\d[\d .()/-]{7,20}$/,
  /^0\d{1,4}[-/. ]{1,3}\d[\d -]{4,12}$/,
  /^0\d{2,4}\/\d{2,3}(?:\.\d{2}){2}$/,
  /^0\d(?:[-.]\d{2}){4}$/,
  /^\d{2,4}-\d{3,4}-\d{4}$/,
  /^8[ -]?\(?\d{3}\)?[ -]?\d{3}-\d{2}-\d{2}$/,
  /^\d{2}-\d{3}-\d{2}-\d{2}$/,
  /^\d{3}-\d{3}-\d{3}$/,
  /^\d{3}-\d{2}-\d{2}-\d{2,3}$/,
  /^3\d{2}[-/.]\d{6,7}$/,
  /^\(?[1-9]\d\)? 9? ?\d{4,5}-\d{4}$/,
  /^0\d{2} \d{3}-\d{4}$/,
]
/** Eight or seven digits, which need a word for telephones but not the strongest. */
const SHORT =
  /^(?:\d{3}[-. ]\d{4}|\d{4}[- ]\d{4}|\d{2}(?:[-. ]\d{2}){3}|\d{3} \d{2} \d{3}|80\d \d{6})$/
const NORTH_AMERICAN =
  /^(?:(?:\+1|001|1)[-. ]?(?:\(\d{3}\)|\d{3})|\([2-9]\d{2}\)|[2-9]\d{2}(?=[-.]))[-. ]?\d{3}[-. ]\d{4}$/

/** The layouts of North America, in which made-up numbers have area codes that nobody has. */
export function isNorthAmerican(number: string): boolean {
  return NORTH_AMERICAN.test(number)
}

/** Whether digits in this shape are rather a date, version, decimal, range or table row. */
export function looksLikeOtherNumber(candidate: PhoneCandidate): boolean {
  const { number, plus, cue, digits } = candidate
  if (plus) return number.includes('.') && DECIMAL.test(number.slice(1))
  if (DATE.test(number) || YEARS.test(number) || THOUSANDS.test(number)) return true
  if (/^(\d\d?)\1*$/.test(digits)) return true
  if (DOTTED.test(number) && number.split('.').every((part) => Number.parseInt(part, 10) < 256))
    return true
  if (isClock(candidate)) return true
  if (cue === 'strong') return DECIMAL.test(number) && !/^\d{3}\.\d{7}$/.test(number)
  if (cue === 'weak' && hasShortShape(candidate)) return false
  return !hasPhoneShape(number.trim())
}

/** Without a strong word only a layout that people use for phone numbers counts. */
function hasPhoneShape(core: string): boolean {
  if (/^\d+$/.test(core)) return false
  if (!/[^\d ]/.test(core)) return SPACED.test(core)
  return PUNCTUATED.some((layout) => layout.test(core))
}

/** Few digits, or digits alone, close behind a word such as "line". */
function hasShortShape({ text, start, number, near }: PhoneCandidate): boolean {
  const isBare = /^\d{9,13}$/.test(number) && ': \n(,，：'.includes(text[start - 1] ?? ' ')
  return (isBare || SHORT.test(number)) && phoneCue(near.slice(-24)) !== 'none'
}

function isClock({ text, end, start }: PhoneCandidate): boolean {
  const after = text.charCodeAt(end) === 0x3a && isDigit(text.charCodeAt(end + 1))
  const before = text.charCodeAt(start - 1) === 0x3a && isDigit(text.charCodeAt(start - 2))
  return after || before
}
