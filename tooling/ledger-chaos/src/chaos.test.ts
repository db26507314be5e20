import { findPostgres } from '@signalbox/test-servers'
import { describe, expect, test } from 'vitest'

import { runChaos } from './run-chaos.ts'

const seconds = Number(process.env['CHAOS_SECONDS'] ?? 10)

describe.skipIf(findPostgres() === undefined)('three replicas on one PostgreSQL', () => {
  test(
    'keep exact books under kill -9 and immediate restarts of the database',
    { timeout: (seconds + 90) * 1_000 },
    async () => {
      const report = await runChaos({ seconds })
      expect(report).toMatchObject({ missing: [], wrongCost: [], tooLow: [] })
      expect(report?.unconfirmed.size).toBe(0)
      expect(report?.exits).toEqual([0, 0, 0])
      expect(report?.complaints).toBe('')
      expect(report?.dispatched).toBeGreaterThan(20)
      expect(report?.kills).toBeGreaterThan(3)
      expect(report?.databaseRestarts).toBeGreaterThan(0)
      for (const { limit, settled, leased, truth, rows } of report?.budgets ?? []) {
        expect(leased).toBe(0n)
        expect(settled).toBe(rows)
        expect(truth <= settled && settled <= limit).toBe(true)
      }
      expect(report?.budgets).toHaveLength(3)
    },
  )
})
