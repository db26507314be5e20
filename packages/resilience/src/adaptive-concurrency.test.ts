import { expect, test } from 'vitest'

import { adaptiveConcurrency, fixedConcurrency } from './adaptive-concurrency.ts'

test('grows by one while at least half of it is used', () => {
  const limit = adaptiveConcurrency({ initial: 4 })
  limit.enter()
  limit.succeeded()
  expect(limit.limit).toBe(4)
  limit.enter()
  limit.succeeded()
  expect(limit.limit).toBe(5)
})

test('shrinks by a tenth under strain, between its bounds', () => {
  const limit = adaptiveConcurrency({ initial: 100 })
  limit.strained()
  expect(limit.limit).toBe(90)
  for (let i = 0; i < 100; i++) limit.strained()
  expect(limit.limit).toBe(2)
  for (let i = 0; i < 1000; i++) {
    limit.enter()
    limit.succeeded()
  }
  expect(limit.limit).toBe(512)
})

test('finds the room of a machine that takes 40', () => {
  const limit = adaptiveConcurrency()
  const seen: number[] = []
  for (let round = 0; round < 200; round++) {
    while (limit.hasRoom()) limit.enter()
    if (limit.inflight > 40) limit.strained()
    else limit.succeeded()
    while (limit.inflight > 0) limit.leave()
    if (limit.limit > 40) continue
    if (round > 100) seen.push(limit.limit)
  }
  expect(Math.min(...seen)).toBeGreaterThanOrEqual(35)
})

test('a stated limit stays', () => {
  const limit = fixedConcurrency(1)
  limit.enter()
  limit.succeeded()
  limit.strained()
  expect([limit.hasRoom(), limit.limit]).toEqual([false, 1])
  limit.leave()
  limit.leave()
  expect([limit.hasRoom(), limit.inflight]).toEqual([true, 0])
})
