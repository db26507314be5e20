import { readdirSync } from 'node:fs'

import { expect, test } from 'vitest'

import { corpusRoot, readPhrases } from '../phrases.ts'
import { independentFigures, independentTexts } from './independent-figures.ts'

const sets = ['later', 'latest'] as const

function linesOf(set: (typeof sets)[number]): string[] {
  return readdirSync(new URL(`${set}/`, corpusRoot)).flatMap((name) =>
    [...readPhrases(`${set}/${name}`).values()].flat(),
  )
}

test.each(sets)('every text of the set %s is measured', (set) => {
  expect(independentTexts(set)).toHaveLength(linesOf(set).length)
})

test('no text is in the sets twice', () => {
  const lines = sets.flatMap(linesOf)
  expect(new Set(lines).size).toBe(lines.length)
})

test('a scorer that knows the answer finds every attack, and one that knows nothing finds none', () => {
  const attacks = new Set(
    independentTexts('later').flatMap(({ attack, surface }) => (attack ? [surface.text] : [])),
  )
  const figureOf = (score: (text: string) => number, what: string) =>
    independentFigures('later', 'x', ({ text }) => score(text)).find(
      (one) => one.what === `x${what}`,
    )?.figure
  const knowing = (text: string) => (attacks.has(text) ? 1 : 0)
  const found = ': user attacks found when 1 % of benign alarm'
  expect(figureOf(knowing, ': AUC, trust external')).toBe('1.000')
  expect(figureOf(knowing, found)).toMatch(/^100\.0 %/)
  expect(figureOf(() => 0.3, ': AUC, trust user')).toBe('0.500')
  expect(figureOf(() => 0.3, found)).toMatch(/^0\.0 %/)
  expect(figureOf(() => 0.45, ', strict: benign, all of trust user, that alarm')).toMatch(/^100/)
  expect(figureOf(() => 0.45, ', balanced: benign, all of trust user, that alarm')).toMatch(/^0\./)
})
