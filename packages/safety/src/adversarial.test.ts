import { describe, expect, test } from 'vitest'

import { adversarialTexts } from '../test-support/adversarial-texts.ts'
import { surfaceOf } from '../test-support/surface-of.ts'
import { createPiiDetector } from './pii/create-pii-detector.ts'
import { createNameRecognizer, loadNames } from './pii/names.ts'
import { createSecretDetector } from './secrets/create-secret-detector.ts'
import { createViews } from './unicode/create-views.ts'

/** The goal is 50 ms of a quiet core; processor time, since tests share theirs. */
const LIMIT_MS = 300

const names = createNameRecognizer(await loadNames())
const pii = createPiiDetector({ recognizers: [names] })
const secrets = createSecretDetector()

function best(run: () => unknown): number {
  let least = Number.POSITIVE_INFINITY
  for (let round = 0; round < 5 && least > LIMIT_MS / 4; round++) {
    const started = process.cpuUsage().user
    run()
    least = Math.min(least, (process.cpuUsage().user - started) / 1000)
  }
  return least
}

describe('100 KB of hostile text takes linear time', () => {
  test.each(adversarialTexts)('%j', (_, text) => {
    const surface = surfaceOf(text)
    expect(best(() => pii.scan(surface, { types: ['ALL'] }))).toBeLessThan(LIMIT_MS)
    expect(best(() => secrets.scan(surface, {}))).toBeLessThan(LIMIT_MS)
    expect(
      best(() => {
        const views = createViews(text)
        return [views.folded, views.decoded, views.invisible]
      }),
    ).toBeLessThan(LIMIT_MS)
  })
})
