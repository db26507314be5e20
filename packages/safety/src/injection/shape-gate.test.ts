import fc from 'fast-check'
import { expect, test } from 'vitest'

import { times } from '../../test-support/chunkings.ts'
import { stepwise } from '../prefilter/stepwise.ts'
import { createShapeGate } from './shape-gate.ts'
import type { ShapeRule } from './shape-rule.ts'

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 4 })
const wordsOf = (least: number) => fc.uniqueArray(word, { minLength: least, maxLength: 3 })
const gap = fc.integer({ min: 0, max: 300 }).map((length) => ' '.repeat(length))
const text = fc
  .array(fc.tuple(fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 5 }), gap))
  .map((parts) => parts.flat().join(''))

function ruleOf(hints: readonly string[], also: readonly string[] | undefined): ShapeRule {
  const given = also === undefined ? {} : { also }
  const rest = { family: 'override', scope: 'direct', weight: 1, pattern: () => /a/g } as const
  return { id: 'r', hints, ...given, ...rest }
}

test('opens every rule at most 240 characters around its words, if both groups stand together', () => {
  const group = fc.tuple(wordsOf(1), fc.option(wordsOf(1), { nil: undefined }))
  fc.assert(
    fc.property(fc.array(group, { minLength: 1, maxLength: 4 }), text, (groups, given) => {
      const rules = groups.map(([hints, also]) => ruleOf(hints, also))
      const open = stepwise(() => createShapeGate(rules)).get()(
        given,
        new Map(rules.map((_, place) => [place, []])),
      )
      for (const rule of rules) {
        const { hints, also } = rule
        const windows = open.find((one) => one.rule === rule)?.windows ?? []
        const places = Array.from(given, (_, at) => at)
        const standing = (words: readonly string[]) =>
          places.filter((at) => words.some((one) => given.startsWith(one, at)))
        const first = standing(hints)
        const second = also === undefined ? first : standing(also)
        const pairs = first.flatMap((a) => second.map((b) => [a, b] as const))
        const isOpen = (at: number) => windows.some(({ start, end }) => start <= at && at <= end)
        const near = pairs.filter(([a, b]) => Math.abs(a - b) <= 240)
        for (const [a, b] of near) expect([isOpen(a), isOpen(b)]).toEqual([true, true])
        expect(windows.length > 0).toBe(near.length > 0)
      }
    }),
    { numRuns: 100 * times },
  )
})

test('leaves rules closed that nobody asked for', () => {
  const one = ruleOf(['a'], undefined)
  const other = { ...one, id: 's' }
  const gate = stepwise(() => createShapeGate([one, other])).get()
  const asked = (...places: number[]) =>
    gate('a', new Map(places.map((place) => [place, []]))).map(({ rule }) => rule)
  expect(asked(1)).toEqual([other])
  expect(asked(1, 0)).toEqual([one, other])
})
