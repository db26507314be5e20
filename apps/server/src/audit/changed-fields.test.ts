import { expect, test } from 'vitest'

import { changedFields } from './changed-fields.ts'

test('only what differs is told, at every depth', () => {
  const before = { name: 'acme', limits: { rpm: 1, tpm: 2 }, tags: ['a'], blocked: false }
  const after = { name: 'acme', limits: { rpm: 1, tpm: 3 }, tags: ['a', 'b'], blocked: false }
  expect(changedFields(before, after)).toEqual({
    before: { limits: { tpm: 2 }, tags: ['a'] },
    after: { limits: { tpm: 3 }, tags: ['a', 'b'] },
  })
  expect(changedFields(after, after)).toEqual({ before: {}, after: {} })
})

test('what came or went has nothing on one side', () => {
  expect(changedFields(undefined, { id: '1' })).toEqual({ before: null, after: { id: '1' } })
  expect(changedFields({ id: '1' }, undefined)).toEqual({ before: { id: '1' }, after: null })
})

test('secrets are left out wherever they are, and a state that is too long', () => {
  const canary = 'sb-canary'
  const changed = changedFields(
    { a: [{ key: canary, id: 'x' }], apiKey: canary },
    { a: [{ value: canary, id: 'y' }], token: canary, hash: canary, big: 'x'.repeat(20_000) },
  )
  expect(JSON.stringify(changed)).not.toContain(canary)
  expect(changed.before).toEqual({ a: [{ id: 'x' }], big: null })
  expect(changed.after).toEqual({ left_out: '20027 characters' })
})
