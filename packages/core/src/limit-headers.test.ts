import { expect, test } from 'vitest'

import { createContext } from './create-context.ts'
import { limitHeaders } from './limit-headers.ts'

const request = { operation: 'chat', model: 'm', messages: [], stream: false } as const

test('tells limit, rest and time to a full bucket, in the words official clients read', () => {
  const context = createContext({ request })
  const clock = { ...context.clock, wall: () => 1000 }
  context.facts.limits = [
    { unit: 'requests', limit: 600, remaining: 598.9, resetsAt: 1110 },
    { unit: 'tokens', limit: 1000, remaining: -20, resetsAt: 363_000 },
    { unit: 'input-tokens', limit: 5, resetsAt: 2500 },
  ]
  expect(limitHeaders({ facts: context.facts, clock })).toEqual([
    'x-ratelimit-limit-requests',
    '600',
    'x-ratelimit-remaining-requests',
    '598',
    'x-ratelimit-reset-requests',
    '110ms',
    'x-ratelimit-limit-tokens',
    '1000',
    'x-ratelimit-remaining-tokens',
    '0',
    'x-ratelimit-reset-tokens',
    '6m2s',
    'x-ratelimit-limit-input-tokens',
    '5',
    'x-ratelimit-reset-input-tokens',
    '1.5s',
  ])
})

test('says nothing of a caller without limits', () => {
  expect(limitHeaders(createContext({ request }))).toEqual([])
})
