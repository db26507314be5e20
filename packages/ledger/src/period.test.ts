import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { periodOf, type Calendar } from './period.ts'

const at = (text: string) => Date.parse(text)
const told = (calendar: Calendar, moment: string) => {
  const { start, end } = periodOf(calendar, at(moment))
  return [new Date(start).toISOString(), end === undefined ? '' : new Date(end).toISOString()]
}

describe('a period', () => {
  test('is a day of its own time zone', () => {
    const calendar = { per: 'day', timeZone: 'Asia/Kolkata', startsOn: 1 } as const
    expect(told(calendar, '2026-11-24T20:00:00Z')).toEqual([
      '2026-11-24T18:30:00.000Z',
      '2026-11-25T18:30:00.000Z',
    ])
  })

  test('has 23 or 25 hours when clocks are changed', () => {
    const calendar = { per: 'day', timeZone: 'Europe/Berlin', startsOn: 1 } as const
    const hours = (moment: string) => {
      const { start, end = 0 } = periodOf(calendar, at(moment))
      return (end - start) / 3_600_000
    }
    expect(hours('2026-03-29T12:00:00Z')).toBe(23)
    expect(hours('2026-10-25T12:00:00Z')).toBe(25)
    expect(hours('2026-07-01T12:00:00Z')).toBe(24)
  })

  test('is a week that begins on any day', () => {
    const monday = { per: 'week', timeZone: 'UTC', startsOn: 1 } as const
    expect(told(monday, '2026-11-24T01:00:00Z')[0]).toBe('2026-11-23T00:00:00.000Z')
    expect(told(monday, '2026-11-22T23:00:00Z')[0]).toBe('2026-11-16T00:00:00.000Z')
    expect(told({ ...monday, startsOn: 7 }, '2026-11-24T01:00:00Z')[0]).toBe(
      '2026-11-22T00:00:00.000Z',
    )
  })

  test('is a month that begins on any day', () => {
    const month = { per: 'month', timeZone: 'UTC', startsOn: 1 } as const
    expect(told(month, '2026-12-31T23:59:59Z')).toEqual([
      '2026-12-01T00:00:00.000Z',
      '2027-01-01T00:00:00.000Z',
    ])
    expect(told({ ...month, startsOn: 15 }, '2026-01-03T00:00:00Z')).toEqual([
      '2025-12-15T00:00:00.000Z',
      '2026-01-15T00:00:00.000Z',
    ])
  })

  test('begins with the first moment of a day whose midnight is skipped', () => {
    const havana = { per: 'day', timeZone: 'America/Havana', startsOn: 1 } as const
    expect(told(havana, '2032-03-14T12:00:00Z')).toEqual([
      '2032-03-14T05:00:00.000Z',
      '2032-03-15T04:00:00.000Z',
    ])
    expect(told(havana, '2032-03-14T04:30:00Z')[1]).toBe('2032-03-14T05:00:00.000Z')
  })

  test('has no end when it is everything', () => {
    const total = { per: 'total', timeZone: 'UTC', startsOn: 1 } as const
    expect(periodOf(total, 5)).toEqual({ start: 0, end: undefined })
  })

  test('holds the moment it was asked for, and the next one follows it without a gap', () => {
    const zones = [
      'UTC',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
      'America/Havana',
    ]
    fc.assert(
      fc.property(
        fc.constantFrom('day' as const, 'week' as const, 'month' as const),
        fc.constantFrom(...zones),
        fc.integer({ min: at('2020-01-01'), max: at('2035-01-01') }),
        (per, timeZone, moment) => {
          const calendar = { per, timeZone, startsOn: 1 }
          const { start, end = 0 } = periodOf(calendar, moment)
          expect(start <= moment && moment < end).toBe(true)
          expect(periodOf(calendar, end)).toMatchObject({ start: end })
          expect(periodOf(calendar, start - 1)).toMatchObject({ end: start })
        },
      ),
      { numRuns: 400 },
    )
  })
})
