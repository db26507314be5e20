import { commonWords } from './common-words.ts'
import { optionalGrammar } from './optional-grammar.ts'
import { placeNames } from './places.ts'
import type { Recognizer } from './recognizer.ts'

const TOWN =
  "\\p{Lu}[\\p{L}'’-]{2,24}(?: (?:(?:de|del|la|am|an der|upon) )?\\p{Lu}[\\p{L}'’-]{1,24}){0,2}"
/** A word with a capital behind a preposition, and the one behind a comma. */
const BEHIND = new RegExp(
  `(?=[A-Z\\u{80}-\\u{10ffff}])(?<= )(?<= (?:in|near|to|from|at|à|en|em|a|i|w|mieście) )(${TOWN})(?:, (\\p{Lu}[\\p{L}]{1,20}(?: \\p{Lu}[\\p{L}]{1,20}){0,2}))?(?![\\p{L}\\p{N}_])`,
  'gu',
)
/** What one does at, or on the way to, a place. */
const DOING =
  /(?<!\p{L})(?:liv(?:e|es|ed|ing)|born|grew up|raised|resid(?:e|es|ed|ing)|based|located|settled|moved?|moving|relocat(?:e|ed|ing)|fly|flies|flew|flying|flights?|travel\p{L}*|trip|drive|drove|trains?|bus|weather|died|house|apartment|hotel|wohn\p{L}*|geboren|habit\p{L}*|abit[oai]|nat[oa]|nacid[oa]|viv[oe]|moro|mora|woon\p{L}*|bor|född|født|mieszka\p{L}*)(?: [\p{Ll}'’]{1,12}){0,3} (?:in|near|to|from|at|à|en|em|a|i|w|w mieście) $/u
/** Endings of towns that few other words have. */
const ENDING =
  /(?=[A-Z\u{80}-\u{10ffff}])(?<![A-Za-z\d])(?=North|East|West|South|New|Lake|Port|\p{Lu}\p{Ll}{5,22}(?!\p{L})(?<=borough|burgh|ville|furt|mouth|shire|stad|haven))(?<![\p{L}\d]|\p{Lu}[\p{L}.'’-]{0,20} )(?:(?:North|East|West|South|New|Lake|Port) \p{Lu}\p{Ll}{2,14}(?:ton|land|ville|berg|burgh|borough|bury|view|port|mouth|stad|furt|chester|fort|haven|side|shire|town)|\p{Lu}\p{Ll}{2,14}(?:borough|burgh|ville|furt|mouth|shire|stad|haven))(?!\p{L})/gu

/** Towns that no list has, by what is said about them. */
export const settlements: Recognizer = optionalGrammar({
  type: 'LOCATION',
  rule: 'settlement',
  needs: 'capital',
  patterns: [BEHIND, ENDING],
  judge({ 0: all, 1: town, 2: land, index }, { left }) {
    if (town === undefined) return { score: 0.45 }
    if (commonWords.has((/^\S+/.exec(town)?.[0] ?? '').toLowerCase())) return { score: 0 }
    const isKnown = land !== undefined && placeNames().has(land)
    const isSaid = isKnown || DOING.test(left(index, 60))
    return { score: isSaid ? 0.45 : 0, end: land === undefined ? all.length : town.length }
  },
})
