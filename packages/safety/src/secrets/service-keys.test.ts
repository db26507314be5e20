import { expect, test } from 'vitest'

import { surfaceOf } from '../../test-support/surface-of.ts'
import { createSecretDetector } from './create-secret-detector.ts'

const detector = createSecretDetector()
const value = ['4f9c', '02b7', 'e81d', '6a35', 'c07e', '91b4', 'd8f2', '3a60'].join('')

function rulesIn(text: string): readonly (string | undefined)[] {
  return detector.scan(surfaceOf(text), {}).map(({ rule }) => rule)
}

test('a key without a beginning of its own is found next to the name of its service', () => {
  expect(rulesIn(`BUGSNAG_KEY=${value}`)).toEqual(['service-key'])
  expect(rulesIn(`assembly-ai:\n  key: ${value}`)).toEqual(['service-key'])
  expect(rulesIn(`<shodanKey>\n  ${value}\n</shodanKey>`)).toEqual(['service-key'])
  expect(rulesIn(`The Deepgram key is ${value}.`)).toEqual(['service-key'])
})

test('not without one, and not where the key is no secret', () => {
  expect(rulesIn(`SHOP_KEY=${value}`)).toEqual([])
  expect(rulesIn(`bugsnag and other tools that have nothing to do with it, key: ${value}`)).toEqual(
    [],
  )
  expect(rulesIn(`github_cache_key=${value}`)).toEqual([])
  expect(rulesIn(`aws_key_hash=${value}`)).toEqual([])
})
