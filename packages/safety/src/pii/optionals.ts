import { addresses } from './addresses.ts'
import { dates } from './dates.ts'
import { optionalGrammar } from './optional-grammar.ts'
import type { Recognizer } from './recognizer.ts'
import { settlements } from './settlements.ts'
import { streets } from './streets.ts'
import { towns, zips } from './zips.ts'

const AGE =
  /(?<!\w)(?:\d{1,3}(?:[- ]y(?:ea)?rs?[- ]old| y(?:ea)?rs? of age| y\/o|[- ]?y\.?o\.?(?!\w)| ?ans(?!\w)| Jahre alt| años| anos| anni| jaar(?: oud)?| lat(?!\w)| år(?: gammal)?)|(?<=\b(?:aged|age|age:|age of|Alter|âge|edad|età|idade) )\d{1,3}|(?<=\b(?:I am|I'm|turned|turning|turns|will be|is now|is already|s?he is|s?he's|who is|who's) )[1-9]\d(?=[;!?)]|[.,](?!\d)|$| and\b| on\b| when\b))(?!\w)/gi
/** Ann is 8 and Ben is 7; Ann Smith (41); Ann Smith, 41, nurse. */
const AGE_OF_NAME =
  /(?<=(?<!\p{L})\p{Lu}[\p{L}'’-]{1,20} is )(?<!(?:Where|What|Which|How|It|This|That|There|Here|Room|Total|Price|Number|Limit|Score|Rate|Size) is )\d{1,2}(?=[;!?]|[.,](?!\d)|$| and \p{Lu})|(?<=\p{Lu}[\p{L}.'’-]{0,20} \p{Lu}[\p{L}'’-]{1,20}(?: \(|, ))\d{1,2}(?=\)|, \p{Ll})/gu
/** The words behind an age are no part of it. */
const AGE_VALUE = /^\d+/
const TITLE =
  /(?<![\w.])(?:[Mm]rs?|[Mm]s|Miss|Mx|[Dd]r|Prof|Sir|Dame|Rev|Hon|Herr|Frau|Mme|Mlle|Monsieur|Madame|Señor|Señora|Sr|Sra|Dott|Sig)\.?(?= \p{Lu}| (?:and|&) (?:Mrs?|Ms|Dr)(?!\p{L}))/gu

const ages: Recognizer = optionalGrammar({
  type: 'AGE',
  rule: 'age',
  needs: 'digit',
  patterns: [AGE, AGE_OF_NAME],
  judge([age]) {
    const years = AGE_VALUE.exec(age)?.[0] ?? ''
    return { score: Number(years) <= 120 ? 0.6 : 0, end: years.length }
  },
})

const titles: Recognizer = optionalGrammar({
  type: 'TITLE',
  rule: 'title',
  needs: 'capital',
  patterns: [TITLE],
  judge: () => ({ score: 0.5 }),
})

/** Grammars that find much and err often; each runs only when its type is asked for. */
export const optionals: readonly Recognizer[] = [
  dates,
  ages,
  zips,
  titles,
  streets,
  towns,
  addresses,
  settlements,
]
