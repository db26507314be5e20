import { expect, test } from 'vitest'

import { partitionOf } from './partition.ts'

test('is the same for the same key, whatever else was sent', () => {
  const key = ['authorization', 'Bearer one']
  expect(partitionOf([...key, 'x-request-id', '1'])).toBe(partitionOf(['accept', '*/*', ...key]))
})

test('differs between keys and between the places of a key', () => {
  const names = ['authorization', 'x-api-key', 'api-key', 'x-goog-api-key']
  const all = names.flatMap((name) => ['one', 'two'].map((key) => partitionOf([name, key])))
  expect(new Set([...all, partitionOf([])]).size).toBe(9)
})

test('does not show the key', () => {
  expect(partitionOf(['x-api-key', 'sk-live-123'])).not.toContain('sk-live')
})
