import { GatewayError } from '@signalbox/core'
import { virtualClock } from '@signalbox/testing'
import { expect, test } from 'vitest'

import { createShedding } from './shedding.ts'

const classes = ['interactive', 'standard', 'background'] as const

function gateway(options: { inflightCap?: number; mode?: 'shadow' } = {}) {
  const clock = virtualClock()
  const load = { lag: 0, heap: 0.5 }
  const shedding = createShedding({
    loopLagMs: () => load.lag,
    heapShare: () => load.heap,
    clock,
    random: () => 0.5,
    ...options,
  })
  const refused = () =>
    classes.filter((name) => {
      try {
        shedding.enter(name)
        shedding.leave()
        return false
      } catch (error) {
        return GatewayError.is(error)
      }
    })
  const pass = async (ms: number) => {
    for (let done = 0; done < ms; done += 250) {
      await clock.advance(250)
      shedding.stage()
    }
  }
  return { shedding, load, refused, pass }
}

test.each([
  { heap: 0.85, refused: [] },
  { heap: 0.86, refused: ['background'] },
  { heap: 0.9, refused: ['standard', 'background'] },
  { heap: 0.93, refused: ['interactive', 'standard', 'background'] },
])('a heap at $heap refuses $refused at once', ({ heap, refused }) => {
  const one = gateway()
  one.load.heap = heap
  expect(one.refused()).toEqual(refused)
})

test.each([
  { lag: 101, refused: ['background'] },
  { lag: 201, refused: ['standard', 'background'] },
  { lag: 401, refused: ['interactive', 'standard', 'background'] },
])('a lag of $lag ms refuses $refused after 5 s', async ({ lag, refused }) => {
  const one = gateway()
  one.load.lag = lag
  expect(one.refused()).toEqual([])
  await one.pass(4750)
  expect(one.refused()).toEqual([])
  await one.pass(250)
  expect(one.refused()).toEqual(refused)
})

test('calm must last 5 s before work is let in again', async () => {
  const one = gateway()
  one.load.heap = 0.93
  expect(one.shedding.stage()).toBe(3)
  one.load.heap = 0.5
  await one.pass(4750)
  expect(one.shedding.stage()).toBe(3)
  await one.pass(500)
  expect(one.shedding.stage()).toBe(0)
})

test('from the second stage on extras rest', () => {
  const one = gateway()
  one.load.heap = 0.86
  expect(one.shedding.allowsExtras()).toBe(true)
  const two = gateway()
  two.load.heap = 0.9
  expect(two.shedding.allowsExtras()).toBe(false)
})

test('a fifth of the places is kept for interactive requests', () => {
  const { shedding, refused } = gateway({ inflightCap: 10 })
  for (let i = 0; i < 8; i++) shedding.enter('standard')
  expect(refused()).toEqual(['standard', 'background'])
  shedding.enter('interactive')
  shedding.enter('interactive')
  expect(refused()).toEqual(classes)
  for (let i = 0; i < 3; i++) shedding.leave()
  expect(refused()).toEqual([])
})

test('a refusal says when to come back', () => {
  const { shedding, load } = gateway()
  load.heap = 0.99
  expect(() => shedding.enter('interactive')).toThrow(
    expect.objectContaining({
      kind: 'overloaded',
      status: 503,
      details: expect.objectContaining({ retryAfterMs: 2000, ran: 'no', origin: 'gateway' }),
    }),
  )
})

test('in shadow mode it only counts', () => {
  const { shedding, load, refused } = gateway({ mode: 'shadow' })
  load.heap = 0.99
  expect(refused()).toEqual([])
  expect(shedding.refused).toEqual({ interactive: 1, standard: 1, background: 1 })
})
