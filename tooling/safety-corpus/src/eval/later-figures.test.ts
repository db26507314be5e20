import { readdirSync } from 'node:fs'

import { expect, test } from 'vitest'

import { corpusRoot, readPhrases } from '../phrases.ts'
import { laterFigures, laterTexts } from './later-figures.ts'

test('every later text is measured, and no text twice', () => {
  const lines = readdirSync(new URL('later/', corpusRoot)).flatMap((name) =>
    [...readPhrases(`later/${name}`).values()].flat(),
  )
  expect(laterTexts()).toHaveLength(lines.length)
  expect(new Set(lines).size).toBe(lines.length)
})

test('a scorer that knows the answer finds every attack, and one that knows nothing finds none', () => {
  const attacks = new Set(
    laterTexts().flatMap(({ attack, surface }) => (attack ? [surface.text] : [])),
  )
  const figureOf = (score: (text: string) => number, what: string) =>
    laterFigures('x', ({ text }) => score(text)).find((one) => one.what === `x${what}`)?.figure
  const knowing = (text: string) => (attacks.has(text) ? 1 : 0)
  const found = ': user attacks found when 1 % of benign alarm'
  expect(figureOf(knowing, ': AUC, trust external')).toBe('1.000')
  expect(figureOf(knowing, found)).toMatch(/^100\.0 %/)
  expect(figureOf(() => 0.3, ': AUC, trust user')).toBe('0.500')
  expect(figureOf(() => 0.3, found)).toMatch(/^0\.0 %/)
  expect(figureOf(() => 0.45, ', strict: benign, all of trust user, that alarm')).toMatch(/^100/)
  expect(figureOf(() => 0.45, ', balanced: benign, all of trust user, that alarm')).toMatch(/^0\./)
})
