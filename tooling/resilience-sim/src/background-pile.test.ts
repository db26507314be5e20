import type { Middleware } from '@signalbox/core'
import { createDeferrableLane } from '@signalbox/resilience'
import { beforeAll, describe, expect, test } from 'vitest'

import type { Report } from './report.ts'
import { resilientSubject } from './resilient-subject.ts'
import { backgroundPile } from './scenarios.ts'
import { simulateLoad } from './simulate-load.ts'

describe('10,000 background jobs beside interactive load', () => {
  let alone: Report
  let beside: Report

  beforeAll(async () => {
    const run = (jobs: number) => {
      const scenario = backgroundPile(jobs)
      return simulateLoad(scenario, (environment) => {
        const lane = createDeferrableLane()
        const before: Middleware = async (context, next) => {
          if (context.request.hints?.priority !== 'background') return next()
          await lane.schedule(context.candidates[0]?.account ?? '', () => next())
        }
        const subject = resilientSubject(scenario, { ranked: 'random', before })(environment)
        return {
          ...subject,
          close: async () => {
            await lane.stop()
            await subject.close?.()
          },
        }
      })
    }
    alone = await run(0)
    beside = await run(10_000)
  }, 180_000)

  test('interactive requests do not feel them: p99 within 2 %, none fails', () => {
    const p99 = (report: Report) => report.phases[1]?.firstContentMs.p99 ?? NaN
    expect(p99(beside) / p99(alone)).toBeLessThanOrEqual(1.02)
    expect(beside.phases[1]?.success).toBe(1)
  })

  test('every job is done', () => {
    expect(beside.background.requests).toBe(10_000)
    expect(beside.background.success).toBeGreaterThanOrEqual(0.999)
  })

  test('the providers’ limits hold', () => {
    expect(beside.total.limitedPer1000).toBeLessThan(1)
    expect(beside.background.limitedPer1000).toBeLessThan(1)
  })
})
