import { describe, expect, test } from 'vitest'

import { adversarialTexts } from '../test-support/adversarial-texts.ts'
import { hostileUnits } from '../test-support/hostile-units.ts'
import { surfaceOf } from '../test-support/surface-of.ts'
import { createInjectionDetector } from './injection/injection-detector.ts'
import { loadInjectionModel } from './injection/model/load-injection-model.ts'
import { shapeRules } from './injection/shape-rules.ts'
import { createPiiDetector } from './pii/create-pii-detector.ts'
import { createNameRecognizer, loadNames } from './pii/names.ts'
import { createSecretDetector } from './secrets/create-secret-detector.ts'
import { createViews } from './unicode/create-views.ts'

/**
 * The goal is 50 ms of a quiet core; processor time, since tests share theirs. The dearest text takes
 * twice to thrice as much, and again as much where all cores are busy.
 */
const LIMIT_MS = 400
/** Below this a growth is the machine's. */
const GOAL_MS = 50
const SIZE = 100_000
/** Four times the text costs four times as much, and sixteen times when it is not linear. */
const MOST_GROWTH = 10

const names = createNameRecognizer(await loadNames())
const pii = createPiiDetector({ recognizers: [names] })
const secrets = createSecretDetector()
const model = createInjectionDetector({ model: await loadInjectionModel() })

const scans: Readonly<Record<string, (text: string) => unknown>> = {
  'personal data': (text) => pii.scan(surfaceOf(text), { types: ['ALL'] }),
  secrets: (text) => secrets.scan(surfaceOf(text), {}),
  'injection in data': (text) => model.scan({ ...surfaceOf(text), trust: 'external' }, {}),
  'injection by users': (text) => model.scan(surfaceOf(text), {}),
  views: (text) => {
    const views = createViews(text)
    return [views.folded, views.decoded, views.invisible]
  },
}

function best(run: () => unknown, enough: number): number {
  let least = Number.POSITIVE_INFINITY
  for (let round = 0; round < 5 && least > enough; round++) {
    const started = process.cpuUsage().user
    run()
    least = Math.min(least, (process.cpuUsage().user - started) / 1000)
  }
  return least
}

interface Cost {
  readonly ms: number
  /** How much more it is than that of a quarter of the text. */
  readonly growth: number
}

function costOf(scan: (text: string) => unknown, text: string): Cost {
  const ms = best(() => scan(text), LIMIT_MS)
  if (ms < GOAL_MS || ms > LIMIT_MS) return { ms, growth: 0 }
  const quarter = best(() => scan(text.slice(0, text.length / 4)), LIMIT_MS)
  // Only what looks dear is measured again.
  const least = ms <= quarter * MOST_GROWTH ? ms : best(() => scan(text), quarter * MOST_GROWTH)
  return { ms, growth: least / quarter }
}

describe.each(Object.entries(scans))('100 KB of hostile text takes linear time: %s', (_, scan) => {
  test.each(adversarialTexts)('%j', (_unit, text) => {
    const { ms, growth } = costOf(scan, text)
    expect(ms).toBeLessThan(LIMIT_MS)
    expect(growth).toBeLessThanOrEqual(MOST_GROWTH)
  })
})

describe('what a shape almost matches, over and over, takes linear time', () => {
  test.each(shapeRules.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
    const opening = [rule.hints[0], rule.also?.[0], ''].join(' ')
    for (const pattern of [rule.pattern()].flat()) {
      const again = new RegExp(pattern.source, `${pattern.flags.replace('g', '')}g`)
      for (const unit of [opening, ...hostileUnits(pattern)]) {
        const text = opening + unit.repeat(Math.ceil(SIZE / unit.length))
        const scan = (piece: string) => Array.from(piece.matchAll(again), ({ index }) => index)
        const { ms, growth } = costOf(scan, text)
        expect(ms).toBeLessThan(LIMIT_MS)
        expect(growth).toBeLessThanOrEqual(MOST_GROWTH)
      }
    }
  })
})
