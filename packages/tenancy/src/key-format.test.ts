import { expect, test } from 'vitest'

import { newKey, newKeyId, parseKey } from './key-format.ts'

const random = (bytes: Uint8Array<ArrayBuffer>) => crypto.getRandomValues(bytes)

test('a new key names its id and is taken apart again', () => {
  const id = newKeyId(random)
  const key = newKey(id, random)
  expect(key).toMatch(/^sb-[0-9A-Za-z]{10}-[0-9A-Za-z]{43}-[0-9A-Za-z]{6}$/)
  expect(parseKey(key)).toEqual({ id })
})

test('any one wrong letter is found by the checksum', () => {
  const key = newKey('abc', random)
  for (let at = 0; at < key.length; at++) {
    const letter = key[at] === 'x' ? 'y' : 'x'
    expect(parseKey(key.slice(0, at) + letter + key.slice(at + 1))).toBeUndefined()
  }
  expect(parseKey(key.slice(0, -1))).toBeUndefined()
})

test('every letter comes equally often', () => {
  const counts = new Map<string, number>()
  for (let i = 0; i < 2000; i++)
    for (const letter of newKey('a', random).slice(5, 48))
      counts.set(letter, (counts.get(letter) ?? 0) + 1)
  expect(counts.size).toBe(62)
  const expected = (2000 * 43) / 62
  for (const count of counts.values()) expect(Math.abs(count - expected)).toBeLessThan(250)
})
