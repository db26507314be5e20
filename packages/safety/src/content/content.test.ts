import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { times } from '../../test-support/chunkings.ts'
import { settled, whole } from '../../test-support/stream-law.ts'
import { read } from '../../test-support/surface-of.ts'
import { createLanguageDetector } from './language.ts'
import { createLengthDetector } from './length.ts'
import { createRegexDetector } from './regex.ts'
import { createTermsDetector } from './terms.ts'

describe('terms', () => {
  const detector = createTermsDetector({
    name: 'health',
    terms: ['diabetes', 'blood pressure', 'Krankheit', 'élève', '糖尿病', 'болезнь'],
  })

  test.each([
    ['He has Diabetes.', 'Diabetes'],
    ['BLOOD\n pressure is high', 'BLOOD\n pressure'],
    ['die Krankheit', 'Krankheit'],
    ['un eleve', 'eleve'],
    ['他有糖尿病吗', '糖尿病'],
    ['это болезнь', 'болезнь'],
    ['d\u200biabetes', 'd\u200biabetes'],
    ['diаbetes', 'diаbetes'],
    ['ｄｉａｂｅｔｅｓ', 'ｄｉａｂｅｔｅｓ'],
  ])('%j', (text, value) => {
    expect(read(detector, text)).toEqual([`TERM:${value}`])
  })

  test.each(['prediabetes', 'diabetes2', 'blood-pressure', 'Krankheiten', 'diabete s'])(
    'not in %j',
    (text) => {
      expect(read(detector, text)).toEqual([])
    },
  )

  test('refuses an empty or endless term', () => {
    expect(() => createTermsDetector({ name: 'x', terms: [' '] })).toThrow(RangeError)
    expect(() => createTermsDetector({ name: 'x', terms: ['a'.repeat(65)] })).toThrow(RangeError)
  })

  test('what is settled before a cut is what the whole text has there', () => {
    const piece = fc.constantFrom(
      'diabetes',
      'blood',
      'pressure',
      'dia',
      'betes',
      ' ',
      '  ',
      '\n',
      '.',
      '糖尿',
      '病',
      'а',
      'élève',
    )
    const texts = fc.array(piece, { maxLength: 16 }).map((all) => all.join(''))
    fc.assert(
      fc.property(texts, fc.nat(200), (text, at) => {
        const cut = at % (text.length + 1)
        const { hold, labels } = settled(detector, text, [0, cut])
        const startOf = (label: string): number => Number.parseInt(label.split(' ')[1] ?? '', 10)
        expect(labels.filter((label) => startOf(label) < hold)).toEqual(
          whole(detector, text, [0, hold]),
        )
      }),
      { numRuns: 1500 * times },
    )
  })
})

describe('regex', () => {
  test('finds what its pattern matches', () => {
    const detector = createRegexDetector({ name: 'ticket', pattern: 'TCK-\\d+', type: 'TICKET' })
    expect(read(detector, 'see TCK-12 and ＴＣＫ-7, not tck-1')).toEqual([
      'TICKET:TCK-12',
      'TICKET:ＴＣＫ-7',
    ])
  })

  test('can ignore case and takes no empty match', () => {
    const detector = createRegexDetector({ name: 'x', pattern: 'a*', ignoreCase: true })
    expect(read(detector, 'bAab')).toEqual(['REGEX:Aa'])
  })

  test('takes linear time on a pattern that would backtrack', () => {
    const detector = createRegexDetector({ name: 'x', pattern: '^(a+)+$' })
    const started = performance.now()
    expect(read(detector, `${'a'.repeat(20_000)}b`)).toEqual([])
    expect(performance.now() - started).toBeLessThan(1000)
  })

  test('refuses lookaround and endless patterns', () => {
    expect(() => createRegexDetector({ name: 'x', pattern: '(?=a)' })).toThrow(
      /lookahead|perl|invalid|missing/i,
    )
    expect(() => createRegexDetector({ name: 'x', pattern: 'a'.repeat(1001) })).toThrow(RangeError)
  })
})

test('length finds what is beyond the limit', () => {
  const detector = createLengthDetector({ name: 'x', maxChars: 4, minChars: 2 })
  expect(read(detector, 'abcdef')).toEqual(['LENGTH:ef'])
  expect(read(detector, 'a')).toEqual(['LENGTH:a'])
  expect(read(detector, 'abcd')).toEqual([])
  expect(read(detector, '')).toEqual(['LENGTH:'])
})

test('language lets short, unsure and allowed texts through', () => {
  const answers: Readonly<Record<string, { language: string; confidence: number }>> = {
    e: { language: 'en', confidence: 0.9 },
    d: { language: 'de', confidence: 0.9 },
    u: { language: 'de', confidence: 0.2 },
  }
  const identify = (text: string): { language: string; confidence: number } | undefined =>
    answers[text[0] ?? '']
  const detector = createLanguageDetector({ name: 'x', allow: ['en'], identify })
  const found = (letter: string, size: number): number => read(detector, letter.repeat(size)).length
  expect([found('e', 50), found('d', 50), found('u', 50), found('x', 50), found('d', 20)]).toEqual([
    0, 1, 0, 0, 0,
  ])
})
