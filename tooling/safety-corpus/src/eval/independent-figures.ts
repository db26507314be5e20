import type { Surface } from '@signalbox/safety'
import { profileThresholds } from '@signalbox/safety/injection'

import { readPhrases } from '../phrases.ts'
import { areaUnderCurve, type Figure, lineAt, share } from './figure.ts'
import type { Scorer } from './fresh-figures.ts'
import { lineSurface } from './line-surface.ts'
import { type Half, halfOf } from './outside-figures.ts'

type Trust = 'user' | 'external'

/** A folder of texts that one author wrote who had read neither rules nor corpus. */
export type IndependentSet = 'later' | 'latest'

/** A file of a set; one not in English has a section for each language. */
interface IndependentFile {
  readonly name: string
  readonly attack: boolean
  readonly trust: Trust
  readonly abroad?: boolean
}

const files: readonly IndependentFile[] = [
  { name: 'attacks', attack: true, trust: 'user' },
  { name: 'attacks-abroad', attack: true, trust: 'user', abroad: true },
  { name: 'document-attacks', attack: true, trust: 'external' },
  { name: 'benign', attack: false, trust: 'user' },
  { name: 'benign-abroad', attack: false, trust: 'user', abroad: true },
  { name: 'document-benign', attack: false, trust: 'external' },
]

/** A text written after the rules, by somebody who had read neither them nor the corpus. */
export interface IndependentText {
  readonly section: string
  readonly attack: boolean
  readonly trust: Trust
  readonly half: Half
  readonly surface: Surface
}

/** Every text of a set. Those of the closed half are for sums only: nobody reads their verdicts. */
export function independentTexts(set: IndependentSet): readonly IndependentText[] {
  return files.flatMap(({ name, attack, trust, abroad }) =>
    [...readPhrases(`${set}/${name}.txt`)].flatMap(([section, lines]) =>
      lines.map((line) => ({
        section: `${attack ? 'attacks' : 'benign'}, ${abroad ? 'not English' : section}`,
        attack,
        trust,
        half: halfOf(line),
        surface: lineSurface(line, trust),
      })),
    ),
  )
}

/** How many texts of a set alarm, by section, half and profile, and how well scores part them. */
export function independentFigures(set: IndependentSet, name: string, score: Scorer): Figure[] {
  const texts = independentTexts(set).map((text) => ({ ...text, score: score(text.surface) }))
  const alarms = (what: string, part: typeof texts) =>
    (['balanced', 'strict'] as const).map((profile) => {
      const loud = part.filter((text) => text.score >= profileThresholds[profile]).length
      return share(set, `${name}, ${profile}: ${what}, that alarm`, loud, part.length)
    })
  const halves = (what: string, part: typeof texts) =>
    (['open', 'closed'] as const).flatMap((half) =>
      alarms(
        `${what}, ${half} half`,
        part.filter((text) => text.half === half),
      ),
    )
  const bySection = [...Map.groupBy(texts, ({ section }) => section)].flatMap(([section, part]) =>
    halves(section, part),
  )
  const byTrust = (['user', 'external'] as const).flatMap((trust) => {
    const scores = (attack: boolean) =>
      texts.filter((text) => text.trust === trust && text.attack === attack).map((t) => t.score)
    const [attacks, benign] = [scores(true), scores(false)]
    const figure = areaUnderCurve(attacks, benign).toFixed(3)
    const n = attacks.length + benign.length
    const found = [0.01, 0.02].map((rate) => {
      const loud = attacks.filter((one) => one > lineAt(rate, benign)).length
      const what = `${name}: ${trust} attacks found when ${String(rate * 100)} % of benign alarm`
      return share(set, what, loud, attacks.length)
    })
    const every = (attack: boolean) =>
      alarms(
        `${attack ? 'attacks' : 'benign'}, all of trust ${trust}`,
        texts.filter((text) => text.trust === trust && text.attack === attack),
      )
    return [
      { goal: set, what: `${name}: AUC, trust ${trust}`, figure, n },
      ...found,
      ...every(true),
      ...every(false),
    ]
  })
  return [...bySection, ...byTrust]
}
