import { dates } from './dates.ts'
import { optionalGrammar } from './optional-grammar.ts'
import type { Recognizer } from './recognizer.ts'
import { streets } from './streets.ts'
import { towns, zips } from './zips.ts'

const AGE =
  /(?<!\w)(?:\d{1,3}(?:[- ]years?[- ]old|[- ]year[- ]old| y\/o|yo(?!\w)| ?ans(?!\w)| Jahre alt| años| anos| anni| jaar(?: oud)?| lat(?!\w)| år(?: gammal)?)|(?<=\b(?:aged|age|age:|age of|Alter|âge|edad|età|idade) )\d{1,3}|(?<=\b(?:I am|I'm|turned|turning|turns|will be|is now) )[1-9]\d(?=[.,;!?)]|$| and\b| on\b))(?!\w)/gi
/** The words behind an age are no part of it. */
const AGE_VALUE = /^\d+/
const TITLE =
  /(?<![\w.])(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sir|Dame|Rev|Hon|Herr|Frau|Mme|Mlle|Monsieur|Madame|Señor|Señora|Sr|Sra|Dott|Sig)\.?(?= \p{Lu})/gu

const ages: Recognizer = optionalGrammar({
  type: 'AGE',
  rule: 'age',
  patterns: [AGE],
  judge([age]) {
    const years = AGE_VALUE.exec(age)?.[0] ?? ''
    return { score: Number(years) <= 120 ? 0.6 : 0, end: years.length }
  },
})

const titles: Recognizer = optionalGrammar({
  type: 'TITLE',
  rule: 'title',
  patterns: [TITLE],
  judge: () => ({ score: 0.5 }),
})

/** Grammars that find much and err often; each runs only when its type is asked for. */
export const optionals: readonly Recognizer[] = [dates, ages, zips, titles, streets, towns]
