import { trigger } from '../prefilter/triggers.ts'
import { isDigit, isLetter } from './characters.ts'
import type { PiiContext, Recognizer } from './recognizer.ts'

const ISO_DATE =
  /(?<![\w.-])(?:1[89]|20)\d{2}[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01])(?:[T ]\d{2}:\d{2}(?::\d{2})?)?(?![\w-])/g
const SHORT_DATE =
  /(?<![\w.-])(?:0?[1-9]|[12]\d|3[01])([-/.])(?:0?[1-9]|[12]\d|3[01])\1(?:(?:1[89]|20)\d{2}|\d{2})(?![\w-])/g
const DAY_MONTH =
  /(?<!\w)(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|\.)? (?:of )?(?:jan(?:uary|uar|vier)?|feb(?:ruary|ruar)?|mar(?:ch|s)?|apr(?:il)?|may|mai|june?|juni|july?|juli|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?|dez(?:ember)?)\.?(?:,? (?:1[89]|20)\d{2})?(?!\w)/gi
const MONTH_DAY =
  /(?<!\w|\d(?:st|nd|rd|th|\.)? (?:of )?)(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.? (?:(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?:,? (?:1[89]|20)\d{2})?|(?:19|20)\d{2})(?!\w)/gi
const AGE =
  /(?<!\w)(?:\d{1,3}(?:[- ]years?[- ]old|[- ]year[- ]old| y\/o|yo(?!\w)| ?ans(?!\w)| Jahre alt| años| anni| jaar oud)|(?<=\b(?:aged|age|age:|age of|Alter|âge) )\d{1,3}|(?<=\b(?:I am|I'm|turned|turning) )[1-9]\d(?=[.,;!?)]|$| and\b))(?!\w)/gi
/** The words behind an age are no part of it. */
const AGE_VALUE = /^\d+/
const ZIP =
  /(?<![\w.-])(?:\d{5}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-CEGHJ-NPR-TVXY]\d[A-Z] ?\d[A-Z]\d)(?![\w-]|\.\d)/g
const ZIP_CUE =
  /(?:zip(?: ?code)?|post(?:al)? ?code|plz|code postal|\b(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]))[\s:,=-]{0,3}$/i
const TITLE =
  /(?<![\w.])(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sir|Dame|Rev|Hon|Herr|Frau|Mme|Mlle|Monsieur|Madame|Señor|Señora|Sr|Sra|Dott|Sig)\.?(?= \p{Lu})/gu
const STREET =
  /(?<![\w.])\d{1,5}[A-Za-z]?(?: \p{Lu}[\p{L}'.]{1,20}){1,4} (?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Place|Pl|Square|Sq|Way|Terrace|Parkway|Pkwy|Highway|Hwy|Circle|Cir|Trail|Crescent|Close|Row)(?!\p{L})\.?/gu
const STREET_FIRST =
  /(?<!\p{L})(?:\p{Lu}\p{Ll}{2,20}(?:straße|strasse|str\.|weg|platz|allee|gasse|straat|laan|gatan|vej|veien|katu)|(?:Rue|Avenue|Boulevard|Via|Viale|Piazza|Calle|Avenida|Rua|Plaza)(?: (?:de|du|des|la|le|les|del|della|da|do|dos)){0,2}(?: \p{Lu}[\p{L}'-]{1,20}){1,3})(?:,? \d{1,4}[a-z]?)?(?![\p{L}\d])/gu
/** Longer values are not taken, so that a stream knows how far back one can begin. */
const MAX_SPAN = 64

/** Grammars that find much and err often; each runs only when its type is asked for. */
export const optionals: readonly Recognizer[] = [
  optional('DATE_TIME', 'date', [ISO_DATE, SHORT_DATE, DAY_MONTH, MONTH_DAY], () => 0.6),
  optional('AGE', 'age', [AGE], (match) => (Number.parseInt(match[0], 10) <= 120 ? 0.6 : 0)),
  optional('ZIP', 'zip', [ZIP], judgeZip),
  optional('TITLE', 'title', [TITLE], () => 0.5),
  optional('LOCATION', 'street', [STREET, STREET_FIRST], () => 0.5),
]

function optional(
  type: string,
  rule: string,
  patterns: readonly RegExp[],
  judge: (match: RegExpExecArray, context: PiiContext) => number,
): Recognizer {
  return {
    types: [type],
    optIn: true,
    triggers: trigger.digit | trigger.upper | trigger.letter,
    find(context) {
      for (const pattern of patterns) {
        for (const match of context.text.matchAll(pattern)) {
          const score = judge(match, context)
          const value = type === 'AGE' ? (AGE_VALUE.exec(match[0])?.[0] ?? '') : match[0]
          const end = match.index + value.length
          if (score === 0 || match[0].length > MAX_SPAN) continue
          context.emit({ type, start: match.index, end, score, rule })
        }
      }
    },
    hold: holdWords,
  }
}

/** Five digits mean nothing without a word; letters and digits in postal order do. */
function judgeZip(match: RegExpExecArray, { left }: PiiContext): number {
  if (ZIP_CUE.test(left(match.index, 24))) return 0.6
  return /[A-Z]/.test(match[0]) && match[0].includes(' ') ? 0.45 : 0
}

/** Any capitalised word, number or month among the last words may be the beginning of a value. */
function holdWords(text: string): number {
  let start = text.length
  for (let at = text.length - 1; at >= 0 && text.length - at <= MAX_SPAN; at--) {
    const unit = text.charCodeAt(at)
    if (unit === 0x0a) break
    const opens =
      isDigit(unit) ||
      (isLetter(unit) && (unit < 0x61 || 'jfmasondyu'.includes(text[at] ?? ''))) ||
      unit >= 0xc0
    const before = text.charCodeAt(at - 1)
    if (opens && !isDigit(before) && !isLetter(before)) start = at
  }
  const last = text.charCodeAt(text.length - 1)
  return isDigit(last) || isLetter(last) || last >= 0xc0 ? Math.min(start, wordStart(text)) : start
}

function wordStart(text: string): number {
  let start = text.length
  while (start > 0 && text.length - start < MAX_SPAN && /[\p{L}\d]/u.test(text[start - 1] ?? ''))
    start--
  return start
}
