import { trigger } from '../prefilter/triggers.ts'
import { countryNames } from './countries.ts'
import { HORIZON, type Recognizer } from './recognizer.ts'

const WORD = "(?:\\p{Lu}[\\p{L}'’.-]{0,24})"
/** Small words inside the names of streets and towns, and words for streets that are written small. */
const SMALL =
  "(?:de|du|des|la|le|les|del|della|delle|dei|da|do|das|dos|di|los|las|el|van|von|der|den|het|ten|op|am|an|auf|im|in|zum|zur|bei|of|the|and|y|e|et|sur|sous|upon|on|i|gate|gata|vei|allé|utca|út|útja|tér|körút|rue|avenue|boulevard|allée|chemin|impasse|quai|place|cours|route|bis|ter|&|d'|l')"
const STREET_WORD = `(?:${WORD}|${SMALL}|\\d{1,4}(?:st|nd|rd|th)?)`
const NUMBER = '\\d{1,5}(?: ?[a-zA-Z](?![\\p{L}]))?(?:[-/]\\d{1,4}[a-zA-Z]?)?'
const UNIT =
  '(?:,? ?\\n?(?:Apt|Apartment|Unit|Suite|Ste|Flat|Floor|Room|Bldg|#)\\.? ?#?[A-Z]?\\d{0,4}[A-Z]?(?![\\p{L}\\d]))?'
const BREAK = '(?: ?, ?\\n? ?| ?\\n ?,? ?)'
const AREA = `(?:(?:the )?${WORD}(?: (?:${WORD}|${SMALL})){0,4})`
/** Codes of five digits and more, or with letters; four digits are also years. */
const LONG_CODE =
  '(?:\\d{5}(?:-\\d{3,4})?|\\d{6}|\\d{3} \\d{2}|\\d{2}-\\d{3}|\\d{3}-\\d{4}|[1-9]\\d{3} [A-Z]{2}|[A-Z]{1,2}\\d[A-Z\\d]? ?\\d[A-Z]{2}|[A-Z]\\d[A-Z] ?\\d[A-Z]\\d)'
const CODE_LAST = `(?:${BREAK}${AREA}){1,3}(?:${BREAK}|(?<=\\p{L}) )(?:${LONG_CODE}|(?<=(?:NSW|VIC|QLD|WA|SA|TAS|ACT|NT) )\\d{4})`
const CLOSED = '(?![\\p{L}\\p{N}_])'

/** 12 Oak Street, Apt. 4, Fresno, CA 93721: the number of the house, and a code at the end or before the town. */
const NUMBER_FIRST = new RegExp(
  `${NUMBER},?(?: ${STREET_WORD}){1,6}${UNIT}(?:${BREAK}${LONG_CODE} ${AREA}|${CODE_LAST})${CLOSED}`,
  'uy',
)
/** Długa 12, 60313 Berlin: the name of the street, and a code before the town or at the end. */
const NAME_FIRST = new RegExp(
  `(?:(?:ul|al|pl)\\. |C/ ?)?${WORD}(?: (?:${WORD}|${SMALL})){0,5},? (?:(?:No|Nr|n|č)\\.?º?:? ?)?${NUMBER}\\.?${UNIT}(?:${BREAK}${LONG_CODE} ${AREA}|${BREAK}${AREA}(?:${BREAK}|(?<=\\p{L}) )${LONG_CODE})${CLOSED}`,
  'uy',
)
/** Storgata 12, 5003 Bergen: codes of four digits are believed behind a word for streets. */
const SHORT_CODE = new RegExp(
  `(?:${WORD} ){0,3}(?:\\p{Lu}[\\p{L}-]{1,20}(?:gata|gaten|gatan|gate|gade|vej|vei|veien|vägen|allé|torv|plads|stræde|straße|strasse|weg|gasse|platz|ring)|[Aa]llé|gate|gata|vei|utca|út|útja|tér|körút) ${NUMBER}\\.?${BREAK}\\d{4} ${AREA}${CLOSED}`,
  'uy',
)
const COUNTRY = new RegExp(`${BREAK}(${WORD}(?: (?:${WORD}|and|of|the|&)){0,6})${CLOSED}`, 'uy')
/** The first looks are at ASCII: they spare most places the dear ones at letters of all scripts. */
const START =
  /(?=[A-Z\d\u{80}-\u{10ffff}]|[uap]l)(?<![\w@./\\#$+-])(?<![\p{L}\p{N}_@./\\#$€£+-])(?:\d{1,5}[a-zA-Z]?,? (?=[\p{L}\d])|\p{Lu}|(?:ul|al|pl)\. )/gu
/** What every postal code has, asked first because most places have none near. */
const CODE = /\d{4}|\d{3} \d{2}|\d{2}-\d{3}|[A-Z]\d[A-Z\d]? ?\d[A-Z]/
const MONTH = /^(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? \d/

/** Whole postal addresses, over lines too: a street with its number, town and postal code is one place. */
export const addresses: Recognizer = {
  types: ['LOCATION'],
  optIn: true,
  triggers: trigger.digit,
  find({ text, emit }) {
    let covered = 0
    for (const { index } of text.matchAll(START)) {
      if (index < covered) continue
      const end = addressEnd(text, index)
      if (end === 0) continue
      covered = end
      emit({ type: 'LOCATION', start: index, end, score: 0.5, rule: 'address' })
    }
  },
  hold: holdAddress,
}

/** The end of an address that begins at `start`, or 0; only what a stream keeps back is looked at. */
function addressEnd(text: string, start: number): number {
  const seen = text.slice(start, start + HORIZON + 1)
  if (!CODE.test(seen) || MONTH.test(seen)) return 0
  const end = /^\d/.test(seen)
    ? endOf(NUMBER_FIRST, seen)
    : endOf(NAME_FIRST, seen) || endOf(SHORT_CODE, seen)
  if (end === 0) return 0
  COUNTRY.lastIndex = end
  const country = COUNTRY.exec(seen)?.[1]
  const isCountry = country !== undefined && countryNames().has(country)
  return start + (isCountry && COUNTRY.lastIndex <= HORIZON ? COUNTRY.lastIndex : end)
}

function endOf(layout: RegExp, seen: string): number {
  layout.lastIndex = 0
  return layout.test(seen) && layout.lastIndex <= HORIZON ? layout.lastIndex : 0
}

const PIECE = /[\p{L}\p{N}'’.º]+|[^\p{L}\p{N}'’.º]/gu
const SMALL_WORD = new RegExp(`^(?:${SMALL}|u|ul|ul\\.|a|al\\.|pl\\.?|st|nd|rd|th|n)$`, 'u')

/** The first word near the end from which everything could still be one address. */
function holdAddress(text: string): number {
  const from = Math.max(0, text.length - HORIZON - 1)
  const tail = text.slice(from)
  let start = -1
  let breaks = 0
  let isJoined = false
  for (const { 0: piece, index } of tail.matchAll(PIECE)) {
    if (index === 0 && from > 0) continue
    const isRest = isJoined && /^[\p{L}\p{N}'’.º]/u.test(piece)
    isJoined = piece === '-'
    // What follows a hyphen is the rest of a word.
    if (isRest) continue
    if (!/[\p{L}\p{N}]/u.test(piece)) {
      breaks = piece === '\n' ? breaks + 1 : piece === ' ' ? breaks : 0
      if (breaks > 1 || !' ,\n#:&/-'.includes(piece)) start = -1
      continue
    }
    breaks = 0
    const opens = /^[\p{Lu}\p{N}]/u.test(piece)
    if (!opens && !SMALL_WORD.test(piece) && index + piece.length < tail.length) start = -1
    else if (start < 0 && (opens || /^(?:ul?|al?|pl?)\.?$/.test(piece))) start = index
  }
  return start < 0 ? text.length : from + start
}
