import { describe, expect, test } from 'vitest'

import { adversarialTexts } from '../../test-support/adversarial-texts.ts'
import { asText } from '../../test-support/policies.ts'
import { RestoreFilter } from '../stream/restore-filter.ts'
import { canaryDetector } from './canary.ts'
import { externalDestinations } from './external-destination.ts'
import { links } from './links.ts'

/** The goal is 50 ms of a quiet core; processor time, since tests share theirs. */
const limitMs = 300
const own: readonly string[] = [
  '](',
  'data= ',
  '](&#1;',
  '\u001B[',
  '\u200B',
  'http://',
  'https://a.b/(',
  'www.a',
  '<EMAIL_1_',
  '&lt;',
  '{"',
  '[x]: ',
].map((unit) => unit.repeat(Math.ceil(100_000 / unit.length)))
const texts = [...adversarialTexts.map(([, text]) => text), ...own]

function costs(run: () => unknown): number {
  let least = Infinity
  for (let round = 0; round < 4 && least > limitMs / 4; round++) {
    const started = process.cpuUsage().user
    run()
    least = Math.min(least, (process.cpuUsage().user - started) / 1000)
  }
  return least
}

describe('100 KB of hostile text', () => {
  for (const detector of [
    links,
    canaryDetector('abcdefghijkl'),
    externalDestinations(['x.example'], []),
  ])
    test(`takes ${detector.id} linear time`, () => {
      for (const text of texts) {
        const surface = {
          path: '/t',
          role: 'assistant',
          trust: 'user',
          text: asText(text),
          editable: true,
          kind: 'text',
        } as const
        expect(costs(() => detector.scan(surface, {}))).toBeLessThan(limitMs)
      }
    })

  test('takes restoring linear time', () => {
    for (const json of [false, true])
      for (const text of texts)
        expect(
          costs(() => {
            const filter = new RestoreFilter(() => undefined, { json })
            return filter.push(text) + filter.end()
          }),
        ).toBeLessThan(limitMs)
  })
})
