import fc from 'fast-check'
import { expect, test } from 'vitest'

import { LowMarks } from './low-marks.ts'

const levels = fc.array(fc.nat(50), { minLength: 1, maxLength: 60 })

function scan(list: readonly number[], event: number): number {
  return Math.min(Infinity, ...list.slice(event + 1))
}

test('knows the lowest level after any event', () => {
  fc.assert(
    fc.property(levels, (list) => {
      const marks = new LowMarks()
      for (const [event, level] of list.entries()) marks.record(event, level)
      for (const event of list.keys()) expect(marks.after(event)).toBe(scan(list, event))
    }),
  )
})

test('a full memory errs only towards too low', () => {
  fc.assert(
    fc.property(levels, (list) => {
      const marks = new LowMarks(3)
      for (const [event, level] of list.entries()) marks.record(event, level)
      for (const event of list.keys())
        expect(marks.after(event)).toBeLessThanOrEqual(scan(list, event))
    }),
  )
})
