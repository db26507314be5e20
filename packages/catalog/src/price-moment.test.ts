import { describe, expect, test } from 'vitest'

import type { PriceWindow } from './model-entry.ts'
import { priceMoment } from './price-moment.ts'

const modes = {}
const at = (text: string): number => Date.parse(text)

test('without windows the base prices hold for ever', () => {
  expect(priceMoment([], 0)).toEqual({ window: undefined, from: -Infinity, until: Infinity })
})

test('a dated price starts at midnight UTC and its predecessor ends there', () => {
  const windows: readonly PriceWindow[] = [{ from: '2027-01-01', modes }]
  const before = priceMoment(windows, at('2026-12-31T23:59:59.999Z'))
  expect(before.window).toBeUndefined()
  expect(before.until).toBe(at('2027-01-01T00:00:00Z'))
  const after = priceMoment(windows, at('2027-01-01T00:00:00Z'))
  expect(after.window).toBe(windows[0])
  expect(after.from).toBe(at('2027-01-01T00:00:00Z'))
})

describe('hours of the day', () => {
  const night: PriceWindow = { daily: ['16:30', '00:30'], modes }
  test.each([
    ['2026-11-24T16:29:59Z', false],
    ['2026-11-24T16:30:00Z', true],
    ['2026-11-25T00:29:59Z', true],
    ['2026-11-25T00:30:00Z', false],
  ])('at %s the night price is in force: %s', (moment, inForce) => {
    expect(priceMoment([night], at(moment)).window).toBe(inForce ? night : undefined)
  })

  test('what was found holds until the next edge', () => {
    const { from, until } = priceMoment([night], at('2026-11-24T12:00:00Z'))
    expect([from, until]).toEqual([at('2026-11-24T00:30:00Z'), at('2026-11-24T16:30:00Z')])
  })
})

test('on weekends hours that are for weekdays do not come', () => {
  const peak: PriceWindow = { daily: ['06:00', '10:00'], weekdays: true, modes }
  expect(priceMoment([peak], at('2026-11-27T08:00:00Z')).window).toBe(peak)
  expect(priceMoment([peak], at('2026-11-28T08:00:00Z')).window).toBeUndefined()
  expect(priceMoment([peak], at('2026-11-29T08:00:00Z')).window).toBeUndefined()
  expect(priceMoment([peak], at('2026-11-30T08:00:00Z')).window).toBe(peak)
})

test('the later of two windows that both hold decides', () => {
  const windows = [
    { from: '2026-01-01', modes },
    { from: '2026-06-01', until: '2026-07-01', modes },
  ]
  expect(priceMoment(windows, at('2026-06-15')).window).toBe(windows[1])
  expect(priceMoment(windows, at('2026-07-15')).window).toBe(windows[0])
})
