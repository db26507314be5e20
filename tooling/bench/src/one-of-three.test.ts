import { expect, test } from 'vitest'

import { runOneOfThree, type OneFault } from './one-of-three.ts'

// A minute of each is `npm run one-of-three`; here it is long enough for circuits to open.
const faultSeconds = 7

test.for<OneFault>(['killed', 'hung', 'slow', 'errors'])(
  'one of three providers is %s at 50 requests a second, and nobody notices',
  // A second chance where other work makes the machine stand still.
  { timeout: 120_000, retry: 1 },
  async (fault) => {
    const report = await runOneOfThree({ fault, faultSeconds })
    const { broken, requests, failures, leaks, attempts, shares } = report
    expect(shares[broken], `${broken} answered while it was well`).toBeGreaterThan(50)
    expect(requests).toBe(500)
    expect(leaks).toEqual([])
    expect(failures).toEqual([])
    expect(attempts / requests).toBeLessThanOrEqual(1.25)
  },
)
