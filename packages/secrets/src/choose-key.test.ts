import { Secret } from '@signalbox/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'

import { chooseKey } from './choose-key.ts'
import { PooledKey } from './pooled-key.ts'

const rules = { drainAt: 0.9, resumeAt: 0.7 }
const moment = { now: 1000, wall: 1_700_000_000_000 }
const entry = fc.record({
  rpm: fc.integer({ min: 10, max: 1000 }),
  share: fc.double({ min: 0, max: 1.2, noNaN: true }),
  weight: fc.integer({ min: 0, max: 5 }),
  isOut: fc.boolean(),
})

test('never a key that is out, and none with clearly less left than another that is ready', () => {
  fc.assert(
    fc.property(
      fc.array(entry, { minLength: 1, maxLength: 8 }),
      fc.double({ min: 0, max: 0.999_999, noNaN: true }),
      (entries, dice) => {
        const keys = entries.map(({ rpm, share, weight, isOut }, index) => {
          const value = new Secret(`secret-${String(index)}`)
          const key = new PooledKey(String(index), { value, weight, limits: { rpm } })
          for (let i = 0; i < rpm * share; i++) key.use.take(moment)
          const verdict = { state: 'exhausted', reason: 'billing', isAccount: false } as const
          if (isOut) key.health.fail(verdict, 'm', moment.now)
          return key
        })
        const usable = keys.filter((key) => key.health.isUsable('m', moment.now))
        const chosen = chooseKey(keys, { model: 'm', moment, rules, random: () => dice })
        expect(chosen === undefined).toBe(usable.length === 0)
        if (chosen === undefined) return
        expect(usable).toContain(chosen)
        const least = Math.min(...usable.map((key) => key.use.used(moment)))
        expect(chosen.use.used(moment)).toBeLessThanOrEqual(least + 0.05)
      },
    ),
  )
})
