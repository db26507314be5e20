import type { InjectionDetector } from '@signalbox/safety/injection'

import { readPhrases } from '../phrases.ts'
import { hashOf } from '../random.ts'
import { type Figure, share } from './figure.ts'

const alarm = 0.5
/** What reaches the model as data from outside. */
const fromOutside: ReadonlySet<string> = new Set([
  'bare-code',
  'bare-text',
  'documents',
  'enhanced',
  'goal',
  'hidden',
  'impersonation',
  'innocent',
  'tags',
  'tool-order',
  'tool-output',
  'wrapped',
])

const unseenFiles: readonly string[] = [
  'direct',
  'multilingual',
  'indirect',
  'benign',
  'wild-attacks',
  'wild-multilingual',
  'wild-benign',
]

/** The texts written by hand from which no phrase table and no template was made, by section. */
export function heldOutFigures(name: string, detector: InjectionDetector): Figure[] {
  const bySection = ['attacks', 'benign'].flatMap((file) =>
    [...readPhrases(`held-out/${file}.txt`)].map(([section, lines]) => {
      const alarms = alarmsOf(detector, section, lines)
      return share('held out', `${name}: ${file}, ${section}, that alarm`, alarms, lines.length)
    }),
  )
  const whole = (file: string, what: string) => {
    const lines = [...readPhrases(`held-out/${file}.txt`).values()].flat()
    const alarms = alarmsOf(detector, '', lines)
    return share('held out', `${name}: ${what}, that alarm`, alarms, lines.length)
  }
  return [
    ...bySection,
    whole('personas', 'long persona templates'),
    whole('costumes', 'benign texts in costumes of attacks'),
  ]
}

/**
 * The texts written before the rules of a day were widened. Misses of the open half were read
 * while doing so, those of the closed half never.
 */
export function unseenFigures(name: string, detector: InjectionDetector): Figure[] {
  return unseenFiles.flatMap((file) => {
    const sections = [...readPhrases(`unseen/${file}.txt`)]
    const half = (which: 'open' | 'closed', parts: typeof sections, what: string) => {
      const kept = parts.map(([section, lines]): [string, readonly string[]] => [
        section,
        lines.filter((line) => hashOf(line) % 2 === (which === 'open' ? 0 : 1)),
      ])
      const alarms = kept.reduce(
        (sum, [section, lines]) => sum + alarmsOf(detector, section, lines),
        0,
      )
      const count = kept.reduce((sum, [, lines]) => sum + lines.length, 0)
      return share('unseen', `${name}: ${what}, ${which} half, that alarm`, alarms, count)
    }
    const bySection = file.endsWith('multilingual')
      ? []
      : sections.flatMap((section) => [
          half('open', [section], `${file}, ${section[0]}`),
          half('closed', [section], `${file}, ${section[0]}`),
        ])
    return [...bySection, half('open', sections, file), half('closed', sections, file)]
  })
}

/** Which share of the texts of a file alarm, whatever their section. */
export function alarmShare(detector: InjectionDetector, file: string): number {
  const sections = [...readPhrases(file)]
  const alarms = sections.reduce((sum, [name, lines]) => sum + alarmsOf(detector, name, lines), 0)
  return alarms / sections.reduce((sum, [, lines]) => sum + lines.length, 0)
}

function alarmsOf(detector: InjectionDetector, section: string, lines: readonly string[]): number {
  const trust = fromOutside.has(section) ? 'external' : 'user'
  const role = trust === 'external' ? 'tool' : 'user'
  return lines.filter((line) => {
    const text = line.replaceAll(String.raw`\n`, '\n')
    const surface = { path: '/text', role, trust, text, editable: true, kind: 'text' } as const
    return detector.assess(surface).score >= alarm
  }).length
}
