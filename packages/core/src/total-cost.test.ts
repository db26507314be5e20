import { expect, test } from 'vitest'

import type { CallFact } from './context.ts'
import type { Usage } from './response.ts'
import type { Cost } from './target.ts'
import { totalCost, usdOf, usdSoFar } from './total-cost.ts'

const target = { id: 'a/m', provider: 'a', model: 'm' }
const usage = {} as Usage
const cost = (nanoUsd: bigint | null): Cost => ({
  nanoUsd,
  basis: 'provider_usage',
  confidence: 'exact',
})
const call = (more: Partial<CallFact>): CallFact => ({ target, startedMs: 0, chunks: 0, ...more })

test('costs are added up, and one unknown part makes the whole unknown', () => {
  expect(totalCost([])).toBeUndefined()
  expect(totalCost([cost(1n), cost(2n)])?.nanoUsd).toBe(3n)
  expect(totalCost([cost(1n), cost(null)])?.nanoUsd).toBeNull()
})

test('while a call runs, what earlier ones came to is not told as the cost of the request', () => {
  const failed = call({ cost: cost(0n), error: {} as CallFact['error'] })
  expect(usdOf({ cost: cost(0n), calls: [failed, call({})] })).toBeUndefined()
  expect(usdOf({ cost: cost(5n), calls: [failed, call({ cost: cost(5n) })] })).toBe('0.000000005')
})

test('the last usage of a running call tells the cost of the request', () => {
  const running = call({ priceOf: () => cost(4n) })
  expect(usdSoFar({ calls: [call({ cost: cost(3n) }), running] }, running, usage)).toBe(
    '0.000000007',
  )
  expect(usdSoFar({ calls: [call({ cost: cost(null) }), running] }, running, usage)).toBeUndefined()
  expect(usdSoFar({ calls: [call({})] }, call({}), usage)).toBeUndefined()
})
