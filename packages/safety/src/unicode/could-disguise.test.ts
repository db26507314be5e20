import fc from 'fast-check'
import { expect, test } from 'vitest'

import { times } from '../../test-support/chunkings.ts'
import { couldBeLeet, couldBeSelectors, couldBeSpaced } from './could-disguise.ts'
import { leet } from './leet.ts'
import { spaced } from './spaced-letters.ts'

test('no letters that are set apart are missed', () => {
  const letter = fc.constantFrom('i', 'G', 'é', 'ж', 'и', '漢', 'ไ', '𝒂', 'ª')
  const gap = fc.constantFrom(' ', '.', '- ', ' * ', '___', '|||')
  const stretch = fc
    .array(fc.tuple(letter, gap), { minLength: 7, maxLength: 10 })
    .map((pairs) => `${pairs.flat().join('')}n`)
  const noise = fc.string({
    unit: fc.constantFrom('a', ' ', '-', '3', 'é', '\n', '*'),
    maxLength: 20,
  })
  fc.assert(
    fc.property(noise, stretch, noise, (before, inside, after) => {
      expect(couldBeSpaced(`${before} ${inside} ${after}`)).toBe(true)
      expect([...spaced(`${before}\n${inside}\n${after}`)].length).toBeGreaterThan(0)
    }),
    { numRuns: 100 * times },
  )
})

test('prose and rules between paragraphs are not looked at for letters set apart', () => {
  expect(couldBeSpaced('A plain sentence, as people write it - with a dash.')).toBe(false)
  expect(couldBeSpaced('Ganz gewöhnlich; съвсем обикновено, 普通の文です。')).toBe(false)
  expect(couldBeSpaced(`above\n${'-'.repeat(60)}\nbelow${' '.repeat(40)}end`)).toBe(false)
})

test('a line with three words in digits for letters is looked at, three such lines are not', () => {
  expect(couldBeLeet('pl3ase 1gnore th3m')).toBe(true)
  expect([...leet('pl3ase 1gnore th3m')].map(({ text }) => text)).toEqual(['please ignore them'])
  expect(couldBeLeet('pl3ase\n1gnore\nth3m')).toBe(false)
  expect(couldBeLeet('Version 2.4 of 2024, 3 days, 12 items')).toBe(false)
})

test('nine variation selectors in a row are never missed', () => {
  const selector = fc.constantFrom('\ufe00', '\ufe0f', '\u{e0100}', '\u{e01ef}')
  const selectors = fc.array(selector, { minLength: 9, maxLength: 12 })
  fc.assert(
    fc.property(fc.string({ maxLength: 20 }), selectors, (before, run) => {
      expect(couldBeSelectors(`${before}${run.join('')}`)).toBe(true)
    }),
    { numRuns: 100 * times },
  )
  expect(couldBeSelectors('A heart \u2764\ufe0f, and 500 letters more. '.padEnd(500, 'a'))).toBe(
    false,
  )
})
