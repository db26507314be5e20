import { expect, test } from 'vitest'

import { stepwise } from './stepwise.ts'

function counted() {
  const done: number[] = []
  const thing = stepwise(function* make(): Generator<void, number> {
    for (let piece = 1; piece <= 3; piece++) {
      done.push(piece)
      yield
    }
    return done.length
  })
  return { done, thing }
}

test('what is asked for is made at once, and once', () => {
  const { done, thing } = counted()
  expect(thing.get()).toBe(3)
  expect(thing.get()).toBe(3)
  expect(done).toEqual([1, 2, 3])
  expect([...thing.prepare()]).toEqual([])
})

test('what is prepared is made piece by piece, and who asks meanwhile takes over', () => {
  const { done, thing } = counted()
  const steps = thing.prepare()
  steps.next()
  expect(done).toEqual([1])
  expect(thing.get()).toBe(3)
  expect(done).toEqual([1, 2, 3])
  expect(steps.next().done).toBe(true)
})
