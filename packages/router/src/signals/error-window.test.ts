import { describe, expect, test } from 'vitest'

import { ErrorWindow } from './error-window.ts'

const rule = { above: 0.01, below: 0.005, windowMs: 60_000, minRequests: 20, minErrors: 2 }

function fed(errors: readonly number[], count: number, everyMs = 100): ErrorWindow {
  const window = new ErrorWindow(rule)
  for (let i = 0; i < count; i++) window.add(1, Number(errors.includes(i)), i * everyMs)
  return window
}

describe('the rule of one percent', () => {
  test.each([
    [[5, 50], 100, true],
    [[5], 100, false],
    [[0, 1], 10, false],
    [[0, 1], 20, true],
    [[], 100, false],
  ])('errors at %j of %d: demoted is %s', (errors, count, expected) => {
    expect(fed(errors, count).demoted(count * 100)).toBe(expected)
  })

  test('two errors in 400 quiet requests are half a percent and pass', () => {
    const window = new ErrorWindow(rule)
    for (let i = 0; i < 400; i++) window.add(1, Number(i === 150 || i === 350), i * 100)
    expect(window.demoted(40_000)).toBe(false)
  })

  test('comes back after a clean window, and says so once', () => {
    const window = fed([5, 50], 100)
    const changes = Array.from({ length: 1500 }, (_, i) => window.add(1, 0, 10_000 + i * 100))
    expect(changes.filter(Boolean)).toMatchObject([{ change: 'restored' }])
    expect(window.demoted(160_000)).toBe(false)
  })

  test('comes back after a minute without traffic', () => {
    const window = fed([5, 50], 100)
    expect(window.demoted(60_000)).toBe(true)
    expect(window.demoted(70_000)).toBe(false)
  })

  test('stays demoted while it goes on failing', () => {
    const window = new ErrorWindow(rule)
    for (let i = 0; i < 3000; i++) window.add(1, Number(i % 50 === 0), i * 100)
    expect(window.demoted(300_000)).toBe(true)
  })
})
