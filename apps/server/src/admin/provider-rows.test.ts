import { expect, test } from 'vitest'

import { mergeProviderRows, type ProviderRow } from './provider-rows.ts'

function row(patch: Partial<ProviderRow>): ProviderRow {
  return {
    target: 'main/a',
    provider: 'main',
    model: 'a',
    state: 'healthy',
    reason: null,
    since: '2026-01-01T00:00:00.000Z',
    until: null,
    share: 1,
    p95_ms: null,
    error_rate: 0,
    consecutive_failures: 0,
    buckets: { requests: 9, tokens: 9, share: 1, blocked_until: null },
    concurrency: { inflight: 2, limit: 5 },
    keys: ['blue'],
    key_states: [],
    ...patch,
  }
}

const blue = { id: 'blue', reason: null, until: null }

test('a target has the worst state that any process sees, and sums of what runs', () => {
  const views = [
    [row({ error_rate: 0.1 }), row({ target: 'main/b' })],
    [row({ state: 'open', reason: 'error_rate', error_rate: 0.9, p95_ms: 7 })],
    [row({ state: 'degraded', concurrency: { inflight: 1, limit: 5 } })],
  ]
  const [a, b] = mergeProviderRows(views)
  expect(a).toMatchObject({
    state: 'open',
    reason: 'error_rate',
    error_rate: 0.9,
    p95_ms: 7,
    concurrency: { inflight: 5, limit: 15 },
  })
  expect(b).toEqual(row({ target: 'main/b' }))
})

test('a key is what one that has trouble with it says, and no limit stays none', () => {
  const none = { concurrency: { inflight: 0, limit: null } }
  const [merged] = mergeProviderRows([
    [
      row({
        key_states: [{ ...blue, state: 'active', used: 0.2, requests_today: 3, tokens_today: 5 }],
      }),
    ],
    [
      row({
        ...none,
        key_states: [{ ...blue, state: 'draining', used: 0.9, requests_today: 4, tokens_today: 6 }],
      }),
    ],
  ])
  expect(merged?.concurrency).toEqual({ inflight: 2, limit: null })
  expect(merged?.key_states).toEqual([
    { ...blue, state: 'draining', used: 0.9, requests_today: 7, tokens_today: 11 },
  ])
})
