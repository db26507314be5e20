import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { inIdleTurns } from './in-idle-turns.ts'

let clock = 0
const now = () => clock
const isBusy = () => false

beforeEach(() => {
  vi.useFakeTimers()
  clock = 0
})
afterEach(() => {
  vi.useRealTimers()
})

/** Steps that take so many milliseconds each. */
function* steps(done: number[], ms: number): Generator<void> {
  for (let step = 0; step < 6; step++) {
    done.push(step)
    clock += ms
    yield
  }
}

test('takes as many steps a turn as are short, until all are done or none is wanted any more', () => {
  const done: number[] = []
  const stop = inIdleTurns(steps(done, 2), { isBusy, now })
  expect(done).toEqual([])
  vi.advanceTimersToNextTimer()
  expect(done).toEqual([0, 1])
  vi.advanceTimersToNextTimer()
  expect(done).toEqual([0, 1, 2, 3])
  stop()
  expect(vi.getTimerCount()).toBe(0)
  inIdleTurns(steps(done, 9), { isBusy, now })
  vi.advanceTimersToNextTimer()
  expect(done.slice(4)).toEqual([0])
  vi.runAllTimers()
  expect(done.slice(4)).toEqual([0, 1, 2, 3, 4, 5])
})

test('does nothing while somebody waits, and goes on afterwards', () => {
  const done: number[] = []
  let waiting = true
  inIdleTurns(steps(done, 1), { isBusy: () => waiting, now })
  for (let turn = 0; turn < 50; turn++) vi.advanceTimersToNextTimer()
  expect(done).toEqual([])
  waiting = false
  vi.runAllTimers()
  expect(done).toHaveLength(6)
})
