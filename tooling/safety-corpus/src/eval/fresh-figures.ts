import type { Surface } from '@signalbox/safety'

import { readPhrases } from '../phrases.ts'
import { areaUnderCurve, type Figure, lineAt, share } from './figure.ts'
import { lineSurface } from './line-surface.ts'

const alarm = 0.5
const fromOutside: ReadonlySet<string> = new Set(['wrapped', 'bare-code', 'tool-output'])

/** What gives a text a score: rules, the model or both. */
export type Scorer = (surface: Surface) => number

interface FreshText {
  readonly section: string
  readonly attack: boolean
  readonly surface: Surface
}

/**
 * The texts written before the families of the corpus, in another manner: nothing was trained on
 * them, no threshold chosen by them.
 */
export function freshFigures(name: string, score: Scorer): Figure[] {
  const texts = [...textsOf('attacks'), ...textsOf('benign')].map((text) => ({
    ...text,
    score: score(text.surface),
  }))
  const alarms = (what: string, part: typeof texts) => {
    const loud = part.filter((text) => text.score >= alarm).length
    return share('fresh', `${name}: ${what}, that alarm`, loud, part.length)
  }
  const own = texts.filter(({ surface }) => surface.trust === 'user')
  const attacks = own.filter(({ attack }) => attack)
  const benign = own.filter(({ attack }) => !attack)
  const figure = areaUnderCurve(
    attacks.map((text) => text.score),
    benign.map((text) => text.score),
  ).toFixed(3)
  const found = (rate: number) => {
    const line = lineAt(
      rate,
      benign.map((text) => text.score),
    )
    const loud = attacks.filter((text) => text.score > line).length
    const what = `${name}: users' attacks found when ${String(rate * 100)} % of the benign alarm`
    return share('fresh', what, loud, attacks.length)
  }
  const sections = [true, false].flatMap((attack) => {
    const kind = texts.filter((text) => text.attack === attack)
    return [...new Set(kind.map(({ section }) => section))].map((section) =>
      alarms(
        `${attack ? 'attacks' : 'benign'}, ${section}`,
        kind.filter((text) => text.section === section),
      ),
    )
  })
  return [
    { goal: 'fresh', what: `${name}: AUC, users' texts`, figure, n: own.length },
    found(0.01),
    found(0.02),
    alarms("users' attacks", attacks),
    alarms("users' benign texts", benign),
    ...sections,
  ]
}

function textsOf(file: 'attacks' | 'benign'): FreshText[] {
  return [...readPhrases(`fresh/${file}.txt`)].flatMap(([section, lines]) =>
    lines.map((line) => {
      const surface = lineSurface(line, fromOutside.has(section) ? 'external' : 'user')
      return { section, attack: file === 'attacks', surface }
    }),
  )
}
