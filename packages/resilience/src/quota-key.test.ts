import { expect, test } from 'vitest'

import { quotaKey } from './quota-key.ts'

const target = { id: 'a', provider: 'p', model: 'm-large-2026-08-06' }

test('a dated model shares the limits of its family', () => {
  expect(quotaKey(target)).toBe(quotaKey({ ...target, id: 'b', model: 'm-large' }))
  expect(quotaKey(target)).toBe(quotaKey({ ...target, model: 'm-large-latest' }))
  expect(quotaKey(target)).not.toBe(quotaKey({ ...target, model: 'm-small' }))
})

test.each([{ account: 'x' }, { region: 'eu' }, { baseUrl: 'https://x' }, { provider: 'q' }])(
  'counts apart: %o',
  (other) => {
    expect(quotaKey({ ...target, ...other })).not.toBe(quotaKey(target))
  },
)

test('a quota group that somebody named wins', () => {
  expect(quotaKey({ ...target, quotaGroup: 'g' })).toBe('g')
})

test('two machines with the same model count alone', () => {
  const local = { ...target, tags: ['local'] }
  expect(quotaKey(local)).not.toBe(quotaKey({ ...local, id: 'b' }))
})
