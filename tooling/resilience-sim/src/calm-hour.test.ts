import { expect, test } from 'vitest'

import { resilientSubject } from './resilient-subject.ts'
import { calmHour } from './scenarios.ts'
import { simulateLoad } from './simulate-load.ts'

test.each([2, 20])(
  'a healthy fleet trips no circuit in an hour at %i requests per second',
  async (rate) => {
    const scenario = calmHour(rate)
    const report = await simulateLoad(scenario, resilientSubject(scenario, { ranked: 'random' }))
    expect(report.total.requests).toBeGreaterThan(3500 * rate)
    expect(report.trips).toEqual([])
    expect(report.total.success).toBeGreaterThanOrEqual(0.999)
    expect(report.total.limitedPer1000).toBe(0)
  },
  180_000,
)
