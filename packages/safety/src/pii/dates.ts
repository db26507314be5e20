import { optionalGrammar } from './optional-grammar.ts'
import type { Recognizer } from './recognizer.ts'

/** Of twelve languages; the ending is whatever letters follow. */
const MONTH =
  '(?:jan(?:uary|uar|vier|uari|eiro)?|enero|gennaio|stycznia|feb(?:ruary|ruar|ruari|rero|braio)?|f[eé]v(?:rier|ereiro)?|lutego|mar(?:ch|s|zo|ço|ca|t)?|märz|maart|marca|apr(?:il|ile)?|avr(?:il)?|abril|kwietnia|may|mai|mei|mayo|maio|maggio|maja|maj|june?|juni|juin|junio|junho|giugno|czerwca|july?|juli|juillet|julio|julho|luglio|lipca|aug(?:ust|usti|ustus)?|août|agosto|sierpnia|sep(?:t(?:ember|embre|iembre)?)?|setembro|settembre|września|oct(?:ober|obre|ubre)?|okt(?:ober)?|outubro|ottobre|października|nov(?:ember|embre|iembre|embro)?|listopada|dec(?:ember|embre|embro)?|dez(?:ember|embro)?|d[eé]c(?:embre)?|diciembre|dicembre|grudnia)'
const DAY = '(?:0?[1-9]|[12]\\d|3[01])'
/** Of English and German, in full or short, before a day. */
const WEEKDAY =
  '(?:(?:mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)\\.?,? (?:(?:the|den) )?)?'
const YEAR = '(?:1[89]|20)\\d{2}'

const ISO =
  /(?<![\w.-])(?:1[89]|20)\d{2}[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01])(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?(?![\w-])/g
/** Three numbers with dots behind a package or in a heading are a version. */
const SHORT =
  /(?<![\w.@-])(?!(?<=# \[?)\d{1,2}\.\d{1,2}\.\d{2}(?!\d))(?:0?[1-9]|[12]\d|3[01])([-/.])(?:0?[1-9]|[12]\d|3[01])\1(?:(?:1[89]|20)\d{2}|\d{2})(?![\w-])/g
const EAST_ASIAN = /(?<![\dA-Za-z])(?:1[89]|20)\d{2}年 ?\d{1,2}月 ?\d{1,2}日/g
const DAY_MONTH = new RegExp(
  `(?=[dfmstw\\d])(?<![a-z\\d_])(?<![\\p{L}\\p{N}_])${WEEKDAY}${DAY}(?:st|nd|rd|th|er|º|\\.)?(?: (?:of |de |di )?|-)${MONTH}(?:\\.?(?:,? (?:de |del |do )?|-)${YEAR})?(?![\\p{L}\\p{N}_])`,
  'giu',
)
const MONTH_DAY = new RegExp(
  `(?=[ac-gj-pstw])(?<![a-z\\d_])(?<![\\p{L}\\p{N}_]|\\d(?:st|nd|rd|th|\\.)? (?:of |de |di )?)${WEEKDAY}${MONTH}\\.? (?:${DAY}(?:st|nd|rd|th)?(?:,? ${YEAR})?|${YEAR})(?![\\p{L}\\p{N}_])`,
  'giu',
)

/** Days, and months with a year, as people write them. */
export const dates: Recognizer = optionalGrammar({
  type: 'DATE_TIME',
  rule: 'date',
  needs: 'digit',
  patterns: [ISO, SHORT, EAST_ASIAN, DAY_MONTH, MONTH_DAY],
  judge: () => ({ score: 0.6 }),
})
