import { expect, test } from 'vitest'

import { drawFailure } from './faults.ts'
import { createRandom } from './random.ts'
import { Refusal } from './refusal.ts'

function statusOf(fail: string, draw: () => number): number {
  try {
    drawFailure({ fail }, 'sim', draw)
    return 200
  } catch (error) {
    return error instanceof Refusal ? error.status : -1
  }
}

test.each([
  ['503:1', 503],
  ['429', 429],
  ['529:1', 529],
  ['context:1', 400],
  ['quota:1', 429],
  ['nonsense:1', 500],
  ['503:0', 200],
])('%s answers %i', (fail, status) => {
  expect(statusOf(fail, () => 0)).toBe(status)
})

test('a share of 1 always fails, however the number falls', () => {
  expect(statusOf('503:1', () => 0.999_999)).toBe(503)
})

test('a share of 0.1 fails one in ten, the same ones for the same seed', () => {
  const run = (seed: string): readonly number[] => {
    const random = createRandom(seed)
    return Array.from({ length: 2_000 }, () => statusOf('503:0.1', random))
  }
  const failed = run('a').filter((status) => status === 503).length
  expect(failed).toBeGreaterThan(150)
  expect(failed).toBeLessThan(250)
  expect(run('a')).toEqual(run('a'))
  expect(run('a')).not.toEqual(run('b'))
})
