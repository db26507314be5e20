import fc from 'fast-check'
import { expect, test } from 'vitest'

import { PromptReader, promptFeatures } from './prompt-features.ts'

/** The definition, as slow as it is short. */
function defined(text: string): { words: [number, number][]; dense: number[] } {
  const counts = new Map<number, number>()
  const add = (hash: number) => counts.set(bucket(hash), (counts.get(bucket(hash)) ?? 0) + 1)
  const tokens = (text.toLowerCase().match(/\p{L}+|\p{N}+|[^\s\p{L}\p{N}]/gu) ?? [])
    .flatMap((token) =>
      /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}]/u.test(token)
        ? Array.from(token)
        : [token],
    )
    .slice(0, 512)
  tokens.forEach((token, i) => {
    add(fnv(token, 1))
    if (i > 0) add(fnv(`${String(tokens[i - 1])} ${token}`, 2))
  })
  const words = [...counts].toSorted(([a], [b]) => a - b)
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0
  const { length: whole } = text.replace(/(\s)\s+/g, '$1')
  const length = Math.max(1, whole)
  const runs = count(/\S+/g)
  return {
    words: words.map(([at, n]) => [at, Math.fround(1 + Math.log(n))]),
    dense: [
      1,
      Math.log1p(whole) / 8,
      Math.log1p(runs) / 6,
      (4 * count(/[0-9]/g)) / length,
      count(/[\u3040-\ud7af]/g) / length,
      count(/[\u0400-\u052f]/g) / length,
      count(/```|=>|\bfunction\b|\bclass\b|\bdef\b|[{};]\s*$/im) > 0 ? 1 : 0,
      count(/\\frac|\\sum|\$[^$\n]+\$|\d\s*[-+*/^=]\s*\d|∫|√|≤|≥/) > 0 ? 1 : 0,
      count(
        /\b(why|prove|explain|derive|compare|analy[sz]e|step by step|warum|beweise|erkläre|pourquoi|explique|por qué|explica)\b|为什么|解释|なぜ|почему/iu,
      ) > 0
        ? 1
        : 0,
      count(/(?:^|\n)\s*\(?[A-E][).:]\s/gi) / 5,
      count(/[?？]/g) / 3,
      Math.log1p(count(/\n/g)) / 4,
      whole / Math.max(1, runs) / 8,
      Math.log1p(count(/\d+/g)) / 4,
      (4 * count(/[!-/:-@[-`{-~]/g)) / length,
    ].map(Math.fround),
  }
}

function fnv(text: string, seed: number): number {
  let h = 0x811c9dc5 ^ Math.imul(seed, 0x9e3779b1)
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return h
}

function bucket(hash: number): number {
  let h = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) & 0x3ffff
}

const pieces = fc.oneof(
  fc.constantFrom(
    ...'why|Explain|step by step|erkläre|por qué|éwhy|class|def |=> |```|{|;|$x$|1 + 2|3-4|∫'.split(
      '|',
    ),
    ...'A) yes|\nB. no|(C) |U.S.A.|don’t|漢字|かな|カーボン|한글|ไทย|Привет|İ|ǅ|²|١٢|e\u0301'.split(
      '|',
    ),
    ' ',
    '\n',
    '\u00a0',
    '\u2003',
    '\ufeff',
    '？',
    '😀',
    '\ud800',
    '"“x”"',
  ),
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.string({ unit: 'grapheme-ascii', maxLength: 12 }),
)

test('one reader reads every text as it is defined, whatever it read before', () => {
  const reader = new PromptReader()
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
      const text = parts.join('').trim()
      const { buckets, values, dense } = reader.read(text)
      const words = Array.from(buckets, (at, i) => [at, values[i]])
      expect({ words, dense: [...dense] }).toEqual(defined(text))
    }),
    { numRuns: 400, seed: 7 },
  )
})

test('a text of more words than are read', () => {
  const text = Array.from({ length: 700 }, (_, i) => String.fromCharCode(97 + (i % 23))).join(' ')
  const { buckets, dense } = promptFeatures(`${text} why {`)
  const meant = defined(`${text} why {`)
  expect([...buckets]).toEqual(meant.words.map(([at]) => at))
  expect([...dense]).toEqual(meant.dense)
})

test('words keep their buckets, or no artifact would fit any more', () => {
  const { buckets, values } = promptFeatures('Red red blue', { task: 'support', language: 'de' })
  expect([...buckets]).toMatchInlineSnapshot(`
    [
      56845,
      96437,
      104119,
      125961,
      179368,
      194248,
    ]
  `)
  expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(6 + Math.log(2), 6)
})

test('many openings of harness blocks that never end are passed over in one go', () => {
  const startedAt = performance.now()
  const { buckets } = promptFeatures('<system-reminder>'.repeat(20_000))
  expect(buckets.length).toBeGreaterThan(3)
  expect(performance.now() - startedAt).toBeLessThan(2000)
})

test('neither case nor more white space makes another prompt', () => {
  const read = (text: string) => new PromptReader().read(text)
  const plain = read('Prove that Class 7 is\nA) closed B. open?')
  expect(read('  PROVE  THAT CLASS\t 7 IS\nA)  CLOSED B. OPEN?\n')).toEqual(plain)
  expect(read('prove that class 7 is\na) closed b. open?')).toEqual(plain)
})
