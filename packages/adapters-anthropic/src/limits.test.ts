import { expect, test } from 'vitest'

import { readRateLimits } from './limits.ts'

test('every unit is read, with its RFC 3339 reset as wall time', () => {
  const headers = ['requests', 'tokens', 'input-tokens', 'output-tokens'].flatMap((unit, index) => [
    `anthropic-ratelimit-${unit}-limit`,
    '100',
    `anthropic-ratelimit-${unit}-remaining`,
    String(index),
    `anthropic-ratelimit-${unit}-reset`,
    '2020-01-01T00:00:00Z',
  ])
  expect(readRateLimits(headers)).toEqual(
    ['requests', 'tokens', 'input-tokens', 'output-tokens'].map((unit, remaining) => ({
      unit,
      limit: 100,
      remaining,
      resetsAt: Date.parse('2020-01-01T00:00:00Z'),
    })),
  )
})

test('what is missing or no number is left out, and nothing else is invented', () => {
  expect(readRateLimits([])).toEqual([])
  expect(
    readRateLimits([
      'anthropic-ratelimit-tokens-limit',
      'many',
      'anthropic-ratelimit-tokens-remaining',
      '0',
      'anthropic-ratelimit-tokens-reset',
      'later',
      'anthropic-ratelimit-other-limit',
      '1',
    ]),
  ).toEqual([{ unit: 'tokens', remaining: 0 }])
})
