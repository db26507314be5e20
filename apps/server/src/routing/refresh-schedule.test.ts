import type { RefreshReport, SourceReport } from '@signalbox/catalog'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { scheduleRefresh } from './refresh-schedule.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const hourMs = 3_600_000

function scheduled(answers: readonly SourceReport['result'][]) {
  const asked: (string | undefined)[] = []
  const warned: string[] = []
  const catalog = {
    restore: async () => false,
    refresh: async (source?: string): Promise<RefreshReport> => {
      const result = answers[asked.length] ?? 'unchanged'
      asked.push(source)
      return { sources: [{ source: 'list', result }], changes: [], findings: [], refused: {} }
    },
  }
  const logger = {
    debug: () => undefined,
    info: () => undefined,
    warn: (message: string) => void warned.push(message),
    error: () => undefined,
  }
  const section = { enabled: true, everyHours: 6, sources: ['models.dev'] as const }
  const schedule = scheduleRefresh({ catalog, section, logger, random: () => 0.5 })
  return { asked, warned, schedule }
}

test('refreshes soon after the start and then every so many hours, until stopped', async () => {
  const { asked, schedule } = scheduled([])
  await vi.advanceTimersByTimeAsync(5000)
  expect(asked).toEqual(['models.dev'])
  await vi.advanceTimersByTimeAsync(6 * hourMs)
  expect(asked).toHaveLength(2)
  schedule.stop()
  await vi.advanceTimersByTimeAsync(24 * hourMs)
  expect(asked).toHaveLength(2)
})

test('waits longer each time while nothing comes, at most a day', async () => {
  const { asked, warned, schedule } = scheduled(Array.from({ length: 4 }, () => 'failed' as const))
  await vi.advanceTimersByTimeAsync(5000 + 6 * hourMs)
  expect(asked).toHaveLength(2)
  await vi.advanceTimersByTimeAsync(12 * hourMs)
  expect(asked).toHaveLength(3)
  await vi.advanceTimersByTimeAsync(24 * hourMs)
  expect(asked).toHaveLength(4)
  await vi.advanceTimersByTimeAsync(24 * hourMs)
  expect(asked).toHaveLength(5)
  expect(warned).toHaveLength(4)
  schedule.stop()
})
