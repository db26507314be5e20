import type { Lexicon } from '../cues.ts'
import { arabic } from './arabic.ts'
import { chinese } from './chinese.ts'
import { czech } from './czech.ts'
import { dutch } from './dutch.ts'
import { englishPassive } from './english-passive.ts'
import { english } from './english.ts'
import { french } from './french.ts'
import { german } from './german.ts'
import { hindi } from './hindi.ts'
import { indonesian } from './indonesian.ts'
import { italian } from './italian.ts'
import { japanese } from './japanese.ts'
import { korean } from './korean.ts'
import { passives } from './passives.ts'
import { polish } from './polish.ts'
import { portuguese } from './portuguese.ts'
import { romanian } from './romanian.ts'
import { russian } from './russian.ts'
import { serbianCyrillic } from './serbian-cyrillic.ts'
import { serbianLatin } from './serbian-latin.ts'
import { spanish } from './spanish.ts'
import { swedish } from './swedish.ts'
import { thai } from './thai.ts'
import { turkish } from './turkish.ts'
import { ukrainian } from './ukrainian.ts'
import { vietnamese } from './vietnamese.ts'

/** Every language the rules speak; English first. */
export const lexicons: readonly Lexicon[] = [
  english,
  englishPassive,
  passives,
  german,
  french,
  spanish,
  italian,
  portuguese,
  dutch,
  swedish,
  polish,
  czech,
  russian,
  ukrainian,
  serbianLatin,
  serbianCyrillic,
  romanian,
  turkish,
  arabic,
  hindi,
  chinese,
  japanese,
  korean,
  vietnamese,
  indonesian,
  thai,
]
