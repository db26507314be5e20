import type { InjectionDetector } from '@signalbox/safety/injection'

import { readPhrases } from '../phrases.ts'
import { type Figure, share } from './figure.ts'

const alarm = 0.5
/** What reaches the model as data from outside. */
const fromOutside = new Set(['wrapped', 'bare-code', 'bare-text', 'documents'])

/** The texts written by hand from which no phrase table and no template was made, by section. */
export function heldOutFigures(name: string, detector: InjectionDetector): Figure[] {
  const figures: Figure[] = []
  for (const file of ['attacks', 'benign']) {
    for (const [section, lines] of readPhrases(`held-out/${file}.txt`)) {
      const trust = fromOutside.has(section) ? 'external' : 'user'
      const role = trust === 'external' ? 'tool' : 'user'
      const alarms = lines.filter((line) => {
        const text = line.replaceAll(String.raw`\n`, '\n')
        const surface = { path: '/text', role, trust, text, editable: true, kind: 'text' } as const
        return detector.assess(surface).score >= alarm
      }).length
      const what = `${name}: ${file}, ${section}, that alarm`
      figures.push(share('held out', what, alarms, lines.length))
    }
  }
  return figures
}
