import fc from 'fast-check'
import { expect, test } from 'vitest'

import { AdmissionLog } from './admission-log.ts'

test('counts at least what was admitted after a moment, and at most one step more', () => {
  const admissions = fc.array(fc.record({ gap: fc.nat(200), units: fc.nat(9) }), { maxLength: 50 })
  fc.assert(
    fc.property(admissions, fc.nat(5000), (list, moment) => {
      const log = new AdmissionLog()
      const entries: { at: number; units: number }[] = []
      let now = 0
      for (const { gap, units } of list) {
        now += gap
        log.record(units, now)
        entries.push({ at: now, units })
      }
      const sum = (from: number) =>
        entries.filter(({ at }) => at > from).reduce((total, { units }) => total + units, 0)
      expect(log.since(moment)).toBeGreaterThanOrEqual(sum(moment))
      expect(log.since(moment)).toBeLessThanOrEqual(sum(moment - 50))
    }),
  )
})

test('long ago, it gives the most it remembers', () => {
  const log = new AdmissionLog()
  for (let i = 0; i < 1000; i++) log.record(1, i * 50)
  expect(log.since(0)).toBe(256)
})
