import type { Lexicon } from '../cues.ts'
import { arabic } from './arabic.ts'
import { bengali } from './bengali.ts'
import { bulgarian } from './bulgarian.ts'
import { catalan } from './catalan.ts'
import { chinese } from './chinese.ts'
import { czech } from './czech.ts'
import { dutch } from './dutch.ts'
import { englishPassive } from './english-passive.ts'
import { english } from './english.ts'
import { finnish } from './finnish.ts'
import { french } from './french.ts'
import { german } from './german.ts'
import { greek } from './greek.ts'
import { hebrew } from './hebrew.ts'
import { hindi } from './hindi.ts'
import { hungarian } from './hungarian.ts'
import { indonesian } from './indonesian.ts'
import { italian } from './italian.ts'
import { japanese } from './japanese.ts'
import { joinLexicons } from './join-lexicons.ts'
import { korean } from './korean.ts'
import { malay } from './malay.ts'
import { nordic } from './nordic.ts'
import { passives } from './passives.ts'
import { persian } from './persian.ts'
import { polish } from './polish.ts'
import { portuguese } from './portuguese.ts'
import { romanian } from './romanian.ts'
import { russian } from './russian.ts'
import { serbianCyrillic } from './serbian-cyrillic.ts'
import { serbianLatin } from './serbian-latin.ts'
import { slovak } from './slovak.ts'
import { spanish } from './spanish.ts'
import { swahili } from './swahili.ts'
import { swedish } from './swedish.ts'
import { tagalog } from './tagalog.ts'
import { thai } from './thai.ts'
import { turkish } from './turkish.ts'
import { ukrainian } from './ukrainian.ts'
import { urdu } from './urdu.ts'
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
  joinLexicons('verb-first', [czech, slovak]),
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
  joinLexicons('verb-first', [indonesian, malay]),
  thai,
  nordic,
  joinLexicons('free', [finnish, hungarian]),
  joinLexicons('verb-first', [greek, hebrew, bulgarian, tagalog]),
  joinLexicons('verb-first', [catalan, swahili]),
  joinLexicons('free', [persian, urdu, bengali]),
]
