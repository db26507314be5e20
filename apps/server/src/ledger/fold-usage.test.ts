import { expect, test, vi } from 'vitest'

import { foldUsage } from './fold-usage.ts'

test('folds slice after slice what is older than the days that are kept, then rests', async () => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 24, 15) })
  const left = [500, 500, 7, 0]
  const asked: number[] = []
  let days: number | undefined = 100
  const said: string[] = []
  const line = (message: string) => void said.push(message)
  const stop = foldUsage({
    store: {
      async fold(before) {
        asked.push(before)
        const rows = left.shift()
        if (rows === undefined) throw new Error('away')
        return rows
      },
    },
    rowDays: () => days,
    logger: { debug: line, info: line, warn: line, error: line },
  })
  await vi.advanceTimersByTimeAsync(61_000)
  expect(asked).toEqual(Array(4).fill(Date.UTC(2026, 7, 16)))
  days = undefined
  await vi.advanceTimersByTimeAsync(3_600_000)
  expect(asked.slice(4)).toEqual([Date.UTC(2025, 9, 20)])
  expect(said).toEqual(['old rows of the books could not be folded'])
  stop()
  await vi.advanceTimersByTimeAsync(7_200_000)
  expect(asked).toHaveLength(5)
  vi.useRealTimers()
})
