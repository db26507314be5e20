import { beforeAll, describe, expect, test } from 'vitest'

import type { Report } from './report.ts'
import { resilientSubject } from './resilient-subject.ts'
import type { Fault } from './scenario.ts'
import { allFailing, oneOfThree } from './scenarios.ts'
import { simulateLoad } from './simulate-load.ts'

const faults: readonly Fault[] = [
  { type: 'killed' },
  { type: 'hung' },
  { type: 'slow', factor: 8 },
  { type: 'errors', share: 0.3 },
  { type: 'limit', factor: 0.5 },
]

const reports = new Map<Fault['type'], Report>()

beforeAll(async () => {
  for (const fault of faults) {
    // Half of this limit is less than the target's share of the load.
    const scenario = oneOfThree(fault, fault.type === 'limit' ? { rpm: 1500 } : {})
    const subject = resilientSubject(scenario, { ranked: 'random' })
    reports.set(fault.type, await simulateLoad(scenario, subject))
  }
}, 180_000)

function reportOf(type: Fault['type']): Report {
  const report = reports.get(type)
  if (report === undefined) throw new Error(`"${type}" was not simulated.`)
  return report
}

describe.each(faults)('one of three targets: $type', ({ type }) => {
  test('99.9 % of the requests succeed in every phase', () => {
    for (const { name, success } of reportOf(type).phases)
      expect({ name, enough: success >= 0.999 }).toEqual({ name, enough: true })
  })

  test('a request takes at most 1.25 attempts', () => {
    for (const { attemptsPerRequest } of reportOf(type).phases)
      expect(attemptsPerRequest).toBeLessThanOrEqual(1.25)
  })

  test('providers send less than one 429 per 1,000 requests', () => {
    expect(reportOf(type).total.limitedPer1000).toBeLessThan(1)
  })

  test('traffic is back within a minute after it is over', () => {
    expect(reportOf(type).faults[0]?.returnedMs).toBeLessThanOrEqual(60_000)
  })

  test('the two healthy targets stay in', () => {
    expect(reportOf(type).trips.filter(({ target }) => target !== 'a')).toEqual([])
  })
})

test.each([
  ['killed', 1000],
  ['hung', 4000],
  ['slow', 6000],
] as const)('a target that is %s is left within %i ms', (type, limitMs) => {
  expect(reportOf(type).faults[0]?.noticedMs).toBeLessThan(limitMs)
})

test('when everything fails at 50 requests per second, a request takes at most 1.25 attempts', async () => {
  const scenario = allFailing()
  const report = await simulateLoad(scenario, resilientSubject(scenario, { ranked: 'random' }))
  const failing = report.phases[1]
  expect(failing?.requests).toBeGreaterThan(2800)
  expect(failing?.success).toBe(0)
  expect(failing?.attemptsPerRequest).toBeLessThanOrEqual(1.25)
}, 180_000)

test.each([3, 6])(
  'a probe that hangs too does not keep a recovered target away (seed %i)',
  async (seed) => {
    const scenario = oneOfThree({ type: 'hung' }, { seed })
    const report = await simulateLoad(scenario, resilientSubject(scenario, { ranked: 'random' }))
    expect(report.faults[0]?.returnedMs).toBeLessThanOrEqual(60_000)
  },
  120_000,
)
