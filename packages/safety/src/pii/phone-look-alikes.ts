import { isDigit } from './characters.ts'

export interface PhoneCandidate {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly number: string
  readonly digits: string
  readonly plus: boolean
  readonly cue: boolean
}

const DATE =
  /^\(?(?:(?:19|20)\d{2}[-./ ](?:0?[1-9]|1[0-2])[-./ ](?:0?[1-9]|[12]\d|3[01])|(?:0?[1-9]|[12]\d|3[01])[-./](?:0?[1-9]|[12]\d|3[01])[-./](?:19|20)?\d{2})(?!\d)/
const YEARS = /^\(?(?:1[89]|20)\d{2}\)?(?: ?[-/\u2013] ?|[ (]{1,2})(?:1[89]|20)\d{2}\)?(?!\d)/
const DOTTED = /^\d{1,3}(?:\.\d{1,3}){2,3}(?:[-/]\d+)?$/
const THOUSANDS = /^\d{1,3}(?:[. ]000)+$/
const DECIMAL = /^\d+\.\d+$/
/** Layouts in which national numbers are written with nothing but spaces. */
const SPACED =
  /^(?:[5-9]\d{2} \d{3} \d{3}|\d{3} \d{3} \d{4}|\d{2}(?: \d{2}){4}|0\d(?: \d{2}){4}|0\d{1,4}(?: \d{2,4}){1,4}|0\d{1,5} \d{4,9}|\d{2,4} \d{3,4} \d{4}|\d{3} \d{4} \d{4}|\d{4} \d{3} \d{3}|[679]\d{2}(?: \d{2}){3}|\d{3} \d{2} \d{2} \d{2,3}|[2-9]\d(?: \d{2}){3} ?|1 \d{3} \d{3} \d{4}|\d{5} \d{5,6}|8 \d{3} \d{3} \d{2} \d{2})$/

/** Whether digits in this shape are rather a date, version, decimal, range or table row. */
export function looksLikeOtherNumber(candidate: PhoneCandidate): boolean {
  const { number, plus, cue, digits } = candidate
  if (plus) return number.includes('.') && DECIMAL.test(number.slice(1))
  if (DATE.test(number) || YEARS.test(number) || THOUSANDS.test(number)) return true
  if (/^(\d)\1*$/.test(digits)) return true
  if (DOTTED.test(number) && number.split('.').every((part) => Number.parseInt(part, 10) < 256))
    return true
  if (isClock(candidate)) return true
  if (cue) return DECIMAL.test(number) && !/^\d{3}\.\d{7}$/.test(number)
  return !hasPhoneShape(number)
}

/** Without a cue only a layout that people use for phone numbers counts. */
function hasPhoneShape(number: string): boolean {
  if (/^\d+$/.test(number)) return false
  const core = number.trim()
  if (/^\(\d{1,5}\)[ -]?[\d][\d -]{4,12}$/.test(core)) return true
  if (/^\(0\d{1,5}\)[ /-]*\d[\d /-]{3,12}$/.test(core)) return true
  if (!/[^\d ]/.test(core)) return SPACED.test(core)
  if (/^(?:1[-. ])?\(?\d{3}\)?[-. ]{1,2}\d{3}[-. ]\d{4}$/.test(core)) return true
  if (/^(?:1[-. ])\(\d{3}\)[-. ]?\d{3}[-. ]\d{4}$/.test(core)) return true
  if (/^00\d[\d .()/-]{7,20}$/.test(core)) return true
  if (/^0\d{1,4}[-/. ]{1,3}\d[\d -]{4,12}$/.test(core)) return true
  if (/^0\d(?:[-.]\d{2}){4}$/.test(core)) return true
  if (/^\d{2,4}-\d{3,4}-\d{4}$/.test(core)) return true
  if (/^8 ?\(\d{3}\) ?\d{3}-\d{2}-\d{2}$/.test(core)) return true
  if (/^\d{2}-\d{3}-\d{2}-\d{2}$/.test(core)) return true
  return /^\d{3}-\d{3}-\d{3}$/.test(core) || /^\d{3}-\d{2}-\d{2}-\d{2,3}$/.test(core)
}

function isClock({ text, end, start }: PhoneCandidate): boolean {
  const after = text.charCodeAt(end) === 0x3a && isDigit(text.charCodeAt(end + 1))
  const before = text.charCodeAt(start - 1) === 0x3a && isDigit(text.charCodeAt(start - 2))
  return after || before
}
