import { expect, test } from 'vitest'

import { createMinuteCounts } from './limits.ts'

test('counts by name until the minute ends', () => {
  const counts = createMinuteCounts()
  expect(counts.count('a', 0)).toEqual({ count: 1, endsInMs: 60_000 })
  expect(counts.count('a', 59_999)).toEqual({ count: 2, endsInMs: 1 })
  expect(counts.count('b', 59_999).count).toBe(1)
  expect(counts.count('a', 60_000).count).toBe(1)
})
