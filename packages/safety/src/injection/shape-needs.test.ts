import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { neededLines } from '../../scripts/needs/needed-lines.ts'
import { needsOf } from '../../scripts/needs/pattern-needs.ts'
import { parsePattern, type PatternPart } from '../../scripts/needs/pattern-syntax.ts'
import { stepwise } from '../prefilter/stepwise.ts'
import { readNeeds, writeNeeds, type Need } from './need-lines.ts'
import { createNeedScan } from './need-scan.ts'
import { shapeNeeds } from './shape-needs.ts'
import { shapeRules } from './shape-rules.ts'

const scanOf = (patterns: readonly (readonly Need[])[]) =>
  stepwise(() => createNeedScan(patterns)).get()

test('the file of needs is what the patterns need; if not, run `pnpm needs` in this package', () => {
  expect(shapeNeeds.trim()).toBe(neededLines().trim())
})

test('needs are read as they were written', () => {
  expect(writeNeeds(stepwise(() => readNeeds(shapeNeeds)).get()).trim()).toBe(shapeNeeds.trim())
})

describe('what a pattern needs', () => {
  const shown = (pattern: RegExp) =>
    writeNeeds(new Map([['rule', [needsOf(pattern)]]]))
      .trim()
      .slice('rule '.length)

  test.each([
    [/\bdrop (?:the|your) tasks?\b/g, '1|drop. 10|task.|tasks.'],
    [/\bput(?: [a-z]{1,14}){0,6}? aside/g, '1|put 94|aside'],
    [/(?:^|[.!?] )stop doing/g, '2|stop. 5|doing'],
    [/(?<![a-z])mode\b/g, '1|mode.'],
    [/(?<=[.!?] )task :/g, '0|task.'],
    // A letter may stand before, or the word may be one of many.
    [/un(?:do|lock)[a-z]*er/g, '*'],
    [/[^\n]{0,20}filter/g, '*'],
    [/\b[a-z]{2,9}\b/g, '*'],
    [/\bone|two\b/g, '*'],
    [/^[^a-z]{0,3}(?:show|print) me/g, '4|show.|print. 6|me'],
  ])('%s', (pattern, needs) => {
    expect(shown(pattern)).toBe(needs)
  })

  test('is in each of its matches', () => {
    const scans = shapeRules.flatMap(({ pattern }) =>
      [pattern()].flat().map((one) => ({ one, scan: scanOf([needsOf(one)]) })),
    )
    let matched = 0
    fc.assert(
      fc.property(fc.nat(scans.length - 1), fc.infiniteStream(fc.nat(1e6)), (place, numbers) => {
        const { one, scan } = scans[place] ?? { one: /a/g, scan: scanOf([]) }
        const text = `so 1${exampleOf(parsePattern(one.source), numbers)} x`
        one.lastIndex = 0
        for (let match = one.exec(text); match !== null; match = one.exec(text)) {
          matched += 1
          const { patterns, first, last } = scan(text)
          expect(patterns).toEqual([0])
          expect(first[0]).toBeLessThan(match.index + match[0].length)
          expect(last[0]).toBeGreaterThanOrEqual(match.index)
          if (match[0] === '') break
        }
      }),
      { numRuns: 4000 },
    )
    expect(matched).toBeGreaterThan(400)
  })
})

/** Something like a match, with conditions left aside. */
function exampleOf(
  branches: readonly (readonly PatternPart[])[],
  numbers: Iterator<number>,
): string {
  const upTo = (most: number) => (numbers.next().value as number) % (most + 1)
  const branch = branches[upTo(branches.length - 1)] ?? []
  return branch.map(partExample).join('')

  function partExample(part: PatternPart): string {
    switch (part.type) {
      case 'unit': {
        const { choices } = part
        const letter = choices?.[upTo(choices.length - 1)]
        return letter ?? 'e i-1,'.charAt(part.kinds === 1 ? 0 : upTo(5))
      }
      case 'either':
        return exampleOf(part.branches, numbers)
      case 'repeat': {
        const times = part.least + upTo(Math.min(part.most - part.least, 3))
        return Array.from({ length: times }, () => partExample(part.part)).join('')
      }
      case 'behind':
      case 'border':
      case 'condition':
        return ''
    }
  }
}

test('a pattern is open where its words stand in their order, near each other', () => {
  const word = fc.record({ text: fc.constantFrom('a', 'ab', 'b', 'ba'), whole: fc.boolean() })
  const step = fc.record({
    words: fc.array(word, { minLength: 1, maxLength: 2 }),
    reach: fc.constantFrom(0, 2, 5, 9, Infinity),
  })
  const needs = fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { maxLength: 3 })
  const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '.'), maxLength: 30 })
  fc.assert(
    fc.property(fc.array(needs, { maxLength: 3 }), text, (patterns, given) => {
      const { patterns: open, first, last } = scanOf(patterns)(given)
      patterns.forEach((all, pattern) => {
        // One word may stand for two neighbours, which opens a pattern too often but never too seldom.
        const [surely, perhaps] = [1, 0].map((least) =>
          all.flatMap((need) => endsOf(need, given, least)),
        )
        expect(open.includes(pattern) && perhaps?.length === 0).toBe(false)
        for (const end of surely ?? []) {
          expect(open).toContain(pattern)
          expect(first[pattern]).toBeLessThanOrEqual(end)
          expect(last[pattern]).toBeGreaterThanOrEqual(end)
        }
      })
    }),
    { numRuns: 2000 },
  )
})

/** Where the last word of a need can stand, if words begin at least so far apart. */
function endsOf(need: Need, text: string, least: number): readonly number[] {
  const said = [...text.matchAll(/[a-z]+/g)]
  let ends: readonly number[] | undefined
  for (const { words, reach } of need) {
    const places = said
      .filter(([one]) =>
        words.some((word) => (word.whole ? one === word.text : one.startsWith(word.text))),
      )
      .map(({ index }) => index)
    const before = ends
    ends = before
      ? places.filter((at) => before.some((end) => at - end >= least && at - end <= reach))
      : places
  }
  return ends ?? []
}
