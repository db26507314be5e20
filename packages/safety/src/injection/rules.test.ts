import { describe, expect, test } from 'vitest'

import { directShapeCases } from '../../test-support/direct-shape-cases.ts'
import { externalShapeCases } from '../../test-support/external-shape-cases.ts'
import { licenseShapeCases } from '../../test-support/license-shape-cases.ts'
import { outsideShapeCases } from '../../test-support/outside-shape-cases.ts'
import { readerShapeCases } from '../../test-support/reader-shape-cases.ts'
import { ruleCases as cueCases } from '../../test-support/rule-cases.ts'
import { shapeCases } from '../../test-support/shape-cases.ts'
import { swayShapeCases } from '../../test-support/sway-shape-cases.ts'
import { stepwise } from '../prefilter/stepwise.ts'
import { findCues } from './find-cues.ts'
import { createShapeFinder } from './find-shapes.ts'
import { foldText } from './fold-text.ts'
import { lexicons } from './languages/lexicons.ts'
import { matchRules, wordOrders } from './match-rules.ts'
import { buildTrie } from './phrase-trie.ts'
import { cueRules } from './rules.ts'
import { shapeRules } from './shape-rules.ts'

const ruleCases = {
  ...cueCases,
  ...shapeCases,
  ...directShapeCases,
  ...externalShapeCases,
  ...outsideShapeCases,
  ...licenseShapeCases,
  ...swayShapeCases,
  ...readerShapeCases,
}
const trie = stepwise(() => buildTrie(lexicons, foldText)).get()
const orders = wordOrders(lexicons)
const findShapes = createShapeFinder(shapeRules)
const weights = new Map([...cueRules, ...shapeRules].map(({ id, weight }) => [id, weight]))

function hits(id: string, text: string): boolean {
  const folded = foldText(text)
  const external = [...cueRules, ...shapeRules].find((rule) => rule.id === id)?.scope === 'external'
  const scopes = external ? (['direct', 'external'] as const) : (['direct'] as const)
  return matchRules(
    folded,
    findCues(folded, trie),
    findShapes(folded, scopes),
    scopes,
    orders,
  ).some((hit) => hit.id === id && hit.weight >= (weights.get(id) ?? 0))
}

const textsOf = (list: string) => list.split(' / ')

describe('every rule', () => {
  test('has five texts that it hits and five near misses', () => {
    for (const id of weights.keys()) {
      const { hits: good, misses } = ruleCases[id] ?? { hits: '', misses: '' }
      expect([id, textsOf(good).length, textsOf(misses).length]).toEqual([id, 5, 5])
    }
  })

  const cases = Object.entries(ruleCases)
  test.each(cases)('%s hits what it is for', (id, { hits: texts }) => {
    expect(textsOf(texts).filter((text) => !hits(id, text))).toEqual([])
  })

  test.each(cases)('%s leaves near misses alone', (id, { misses }) => {
    expect(textsOf(misses).filter((text) => hits(id, text))).toEqual([])
  })
})
