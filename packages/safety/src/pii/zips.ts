import { optionalGrammar, type Value } from './optional-grammar.ts'
import type { PiiContext, Recognizer } from './recognizer.ts'

const FORM =
  '(?:\\d{5}(?:-\\d{3,4})?|\\d{6}|[1-9]\\d{3} [A-Z]{2}|\\d{4}|\\d{3} \\d{2}|\\d{2}-\\d{3}|\\d{3}-\\d{4}|[A-Z]{1,2}\\d[A-Z\\d]? ?\\d[A-Z]{2}|[A-CEGHJ-NPR-TVXY]\\d[A-Z] ?\\d[A-Z]\\d)'
const CODE = new RegExp(`(?<![\\w.-])${FORM}(?![\\w-]|[.,]\\d)`, 'g')
/** Some towns have more words than one. */
const TOWN =
  "(?:(?:Bad|Sankt|St\\.?|Saint|San|Santa|São|Santo|New|Den|Los|Las|La|El|Le|Nowy|Nowa|Port|Fort|Mount|Rio de) )?\\p{Lu}[\\p{L}'’-]{1,24}"
const TAIL =
  '(?: (?:am|an der|sur|de la|de|di|del|do|da|im|bei|upon|on) \\p{Lu}\\p{L}{1,20}| [A-Z](?![\\p{L}.]))?'
const AFTER_CODE = new RegExp(`(?<![\\w.-])(${FORM}) (${TOWN}${TAIL})(?!\\p{L})`, 'gu')
const STATE =
  '(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY])'
const BEFORE_CODE = new RegExp(
  `(?<=^|[\\n,] ?)${TOWN}(?: \\p{Lu}[\\p{L}]{1,20})?(?=,? ${STATE},? \\d{5}(?!\\d)| (?:NSW|VIC|QLD|WA|SA|TAS|ACT|NT),? \\d{4}(?!\\d)|,? [A-Z]{1,2}\\d[A-Z\\d]? \\d[A-Z]{2}(?!\\w))`,
  'gu',
)

const WORD =
  /(?:zip(?: ?code)?|post(?:al)? ?code|\bPLZ|Postleitzahl|code postal|c[oó]digo postal|\bCEP|\bC\.?P\.|\bCAP|postnummer|postnr\.?|kod(?:em)? pocztowy|\bPSČ|\bPIN(?: ?code)?|郵便番号|邮编|郵遞區號|우편번호|〒)[\s:：,.=は-]{0,3}$/iu
const US_STATE = new RegExp(`\\b${STATE}[\\s,]{1,3}$`)
const AU_STATE = /\b(?:NSW|VIC|QLD|WA|SA|TAS|ACT|NT)[\s,]{1,3}$/
const HOUSE = /(?:\d[a-zA-Z]?|[Rr]ue [\p{L}' -]{3,24}), ?$|\d[a-zA-Z]?\n$/u
/** May 5, before a year. */
const DAY =
  /(?<!\p{L})(?:jan|feb|mar|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)\p{L}{0,6}\.? \d{1,2}, ?$/iu
const LINE = /(?:^|\n|,) ?(?:[A-Z]{1,2}-)?$/
const TOWN_BEFORE = /[,\n] ?\p{Lu}[\p{L}'’ ]{2,24}[ -]{1,3}$/u
const TOWN_AFTER = /^ \p{Lu}\p{L}/u
/** Two letters behind four digits that are no Dutch code. */
const NOT_DUTCH = /\d (?:AM|PM|AD|BC|CE|EU|US|UK|SA|SD|SS|KB|MB|GB|TB|HZ|KW)$/

/** Postal codes where their country, town or street says so. */
export const zips: Recognizer = optionalGrammar({
  type: 'ZIP',
  rule: 'zip',
  needs: 'digit',
  patterns: [CODE],
  judge: (match, context) => ({
    score: scoreOf(match[0], match.index, context),
  }),
})

/** Towns next to a postal code. */
export const towns: Recognizer = optionalGrammar({
  type: 'LOCATION',
  rule: 'town',
  needs: 'digit',
  patterns: [AFTER_CODE, BEFORE_CODE],
  judge: judgeTown,
})

function judgeTown(match: RegExpExecArray, context: PiiContext): Value {
  const [all, code, town] = match
  if (code === undefined || town === undefined) return { score: 0.5 }
  if (scoreOf(code, match.index, context) === 0) return { score: 0 }
  return { score: 0.5, start: all.length - town.length }
}

/** Digits mean nothing without a word or a place beside them; letters and digits in postal order do. */
function scoreOf(code: string, start: number, { text, left }: PiiContext): number {
  if (NOT_DUTCH.test(code)) return 0
  const near = left(start, 48)
  if (WORD.test(near)) return 0.6
  if (/^\d{5}(?:-\d{4})?$/.test(code) && US_STATE.test(near)) return 0.6
  if (/^\d{4}$/.test(code)) {
    if (AU_STATE.test(near)) return 0.6
    return HOUSE.test(near) && !DAY.test(near) && isBeforeTown(text, start + code.length) ? 0.5 : 0
  }
  if (/^[A-Z]/.test(code)) return code.includes(' ') ? 0.45 : 0
  if (/^\d{5,6}$/.test(code) && TOWN_BEFORE.test(near)) return 0.45
  if (/^(?:\d{6}|\d{3}-\d{4}|\d{5}-\d{3,4})$/.test(code)) return 0
  return LINE.test(near) && isBeforeTown(text, start + code.length) ? 0.5 : 0
}

function isBeforeTown(text: string, end: number): boolean {
  return TOWN_AFTER.test(text.slice(end, end + 3))
}
