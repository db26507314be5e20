import { beforeAll, describe, expect, test } from 'vitest'

import {
  conversationPolicies,
  runConversations,
  type ConversationFigures,
} from './run-conversations.ts'

describe.each([1, 2, 3])('conversations over four prompt caches, seed %i', (seed) => {
  const figures = new Map<string, ConversationFigures>()
  const of = (policy: string) => figures.get(policy)!

  beforeAll(async () => {
    for (const policy of conversationPolicies)
      figures.set(policy.name, await runConversations(seed, policy))
  }, 60_000)

  test('every turn is answered, though one target is down for a minute', () => {
    for (const { turns, success } of figures.values()) {
      expect(turns).toBeGreaterThan(1500)
      expect(success).toBe(1)
    }
  })

  test('the default reads at least 88 % of the prompt tokens from caches', () => {
    expect(of('balanced').cachedShare).toBeGreaterThanOrEqual(0.88)
  })

  test('the default costs at most 1.05 times what never moving costs', () => {
    // The goal is 1.1: measured are 1.003, 1.016 and 1.005.
    expect(of('balanced').usdPer1000 / of('sticky').usdPer1000).toBeLessThanOrEqual(1.05)
  })

  test('knowing no home costs half as much again', () => {
    expect(of('random').usdPer1000 / of('balanced').usdPer1000).toBeGreaterThan(1.5)
  })
})
