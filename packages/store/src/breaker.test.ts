import { expect, test } from 'vitest'

import { createBreaker } from './breaker.ts'

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

test('opens after three time-outs in a row, lets one probe through, closes when it succeeds', async () => {
  const breaker = createBreaker('It', { openMs: 30 })
  for (let n = 0; n < 3; n++) {
    expect(breaker.admit).not.toThrow()
    breaker.timedOut()
  }
  expect(breaker.admit).toThrow('It does not answer.')
  await pause(40)
  expect(breaker.admit).not.toThrow()
  expect(breaker.admit).toThrow('It does not answer.')
  breaker.succeeded()
  expect(breaker.admit).not.toThrow()
})

test('a success between time-outs starts the count again', () => {
  const breaker = createBreaker('It')
  for (let n = 0; n < 6; n++) {
    breaker.timedOut()
    if (n % 2 === 1) breaker.succeeded()
  }
  expect(breaker.admit).not.toThrow()
})

test('a probe that times out opens it again', async () => {
  const breaker = createBreaker('It', { failures: 1, openMs: 30 })
  breaker.timedOut()
  await pause(40)
  breaker.admit()
  breaker.timedOut()
  expect(breaker.admit).toThrow('It does not answer.')
})

test('with a probe of its own no caller is let through until that succeeds', async () => {
  const answers = [false, true]
  const probe = async () => answers.shift() === true
  const breaker = createBreaker('It', { failures: 1, openMs: 30, probe })
  breaker.timedOut()
  await pause(45)
  expect(answers).toEqual([true])
  expect(breaker.admit).toThrow('It does not answer.')
  await pause(45)
  expect(answers).toEqual([])
  expect(breaker.admit).not.toThrow()
})

test('a stopped one probes no more', async () => {
  let probes = 0
  const probe = async () => ++probes > 5
  const breaker = createBreaker('It', { failures: 1, openMs: 10, probe })
  breaker.timedOut()
  breaker.stop()
  await pause(40)
  expect(probes).toBe(0)
})
