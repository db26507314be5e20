import type { RefreshReport, SourceReport } from '@signalbox/catalog'
import { memoryStore } from '@signalbox/core'
import { memoryBus } from '@signalbox/store'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { scheduleRefresh } from './refresh-schedule.ts'
import { sharedTurns } from './refresh-turns.ts'

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

test('of several replicas one fetches in each interval, the others take what it has kept', async () => {
  const bus = memoryBus()
  const clock = { now: () => Date.now(), wall: () => Date.now() }
  const leases = memoryStore({ clock })
  const replicas = Array.from({ length: 3 }, () => {
    const counts = { fetched: 0, restored: 0 }
    const schedule = scheduleRefresh({
      catalog: {
        restore: async () => {
          counts.restored++
          return true
        },
        refresh: async () => {
          counts.fetched++
          const sources = [{ source: 'list', result: 'accepted' as const }]
          return { sources, changes: [], findings: [], refused: {} }
        },
      },
      section: { enabled: true, everyHours: 6, sources: ['models.dev'] },
      logger: undefined,
      turns: sharedTurns({ leases, bus }, undefined),
    })
    return { counts, schedule }
  })
  const fetched = () => replicas.reduce((sum, { counts }) => sum + counts.fetched, 0)
  await vi.advanceTimersByTimeAsync(5000)
  expect(fetched()).toBe(1)
  // At the start, when it was told, and at its own time.
  const waiting = replicas.filter(({ counts }) => counts.fetched === 0)
  expect(waiting.map(({ counts }) => counts.restored)).toEqual([3, 3])
  await vi.advanceTimersByTimeAsync(6.7 * hourMs)
  expect(fetched()).toBe(2)
  for (const { schedule } of replicas) schedule.stop()
})

test('where the store does not say whose turn it is, everybody fetches', async () => {
  const leases = { lease: () => Promise.reject(new Error('away')) }
  const turns = sharedTurns({ leases, bus: memoryBus() }, undefined)
  expect(await turns.take(6)).toBe(true)
})
