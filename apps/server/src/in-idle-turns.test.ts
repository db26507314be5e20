import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { inIdleTurns } from './in-idle-turns.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('takes one step a turn until all are done, or none is wanted any more', () => {
  const done: number[] = []
  function* steps(): Generator<void> {
    for (let step = 0; step < 3; step++) {
      done.push(step)
      yield
    }
  }
  const stop = inIdleTurns(steps())
  expect(done).toEqual([])
  vi.advanceTimersToNextTimer()
  expect(done).toEqual([0])
  vi.advanceTimersToNextTimer()
  expect(done).toEqual([0, 1])
  stop()
  expect(vi.getTimerCount()).toBe(0)
  inIdleTurns(steps())
  vi.runAllTimers()
  expect(done).toEqual([0, 1, 0, 1, 2])
})
