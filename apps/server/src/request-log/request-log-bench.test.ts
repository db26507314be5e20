import { expect, test } from 'vitest'

import { requestLogBench } from './request-log-bench.ts'

test('boards and lists answer from 2,000 rows at once, and so from a million', () => {
  const { questions } = requestLogBench(':memory:', 2_000)
  // Aggregates read sums only, so their time hardly grows with rows; a busy machine does not count.
  for (const { name, cpu } of questions) expect([name, cpu < 100]).toEqual([name, true])
})
