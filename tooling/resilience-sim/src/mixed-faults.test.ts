import { beforeAll, describe, expect, test } from 'vitest'

import type { Report } from './report.ts'
import { resilientSubject } from './resilient-subject.ts'
import { mixedFaults } from './scenarios.ts'
import { simulateLoad } from './simulate-load.ts'

describe.each([1, 2, 3])('an hour of mixed faults, seed %i', (seed) => {
  let report: Report
  let cpuSeconds = NaN

  beforeAll(async () => {
    const scenario = mixedFaults(seed)
    const before = process.cpuUsage()
    report = await simulateLoad(scenario, resilientSubject(scenario, { ranked: 'score' }))
    const { user, system } = process.cpuUsage(before)
    cpuSeconds = (user + system) / 1e6
  }, 180_000)

  test('is played in seconds', () => {
    expect(report.total.requests).toBeGreaterThan(78_000)
    expect(cpuSeconds).toBeLessThan(60)
  })

  test('first attempts succeed: 99.5 % in all, 97 % in the worst phase', () => {
    expect(report.total.firstAttemptSuccess).toBeGreaterThanOrEqual(0.995)
    const worst = Math.min(...report.phases.map((phase) => phase.firstAttemptSuccess))
    expect(worst).toBeGreaterThanOrEqual(0.97)
  })

  test('requests succeed: 99.9 % in every phase', () => {
    for (const { name, success } of report.phases)
      expect({ name, enough: success >= 0.999 }).toEqual({ name, enough: true })
  })

  test('the slowest hundredth of the worst phase waits at most three times as long as in calm', () => {
    const [calm] = report.phases
    const worst = Math.max(...report.phases.map((phase) => phase.firstContentMs.p99))
    expect(worst).toBeLessThanOrEqual(3 * (calm?.firstContentMs.p99 ?? 0))
  })

  test('providers send less than one 429 per 1,000 requests', () => {
    expect(report.total.limitedPer1000).toBeLessThan(1)
  })

  test('a hang is noticed in less than 4 s', () => {
    const hang = report.faults.find(({ fault }) => fault.type === 'hung')
    expect(hang?.noticedMs).toBeLessThan(4000)
  })

  test('only targets with a fault are taken out, each for it', () => {
    const phases = new Map(report.faults.map(({ phase, target }) => [`${target} ${phase}`, true]))
    const starts = [0, 600, 1080, 1320, 1500, 1800, 2160, 2400, 2640, 2700, 2880, 3300]
    const wrong = report.trips.filter(({ at, target }) => {
      const index = starts.findLastIndex((start) => start * 1000 <= at)
      return !phases.has(`${target} ${report.phases[index]?.name ?? ''}`)
    })
    expect(wrong).toEqual([])
  })
})
