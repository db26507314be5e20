import { readFileSync } from 'node:fs'

import { describe, expect, test } from 'vitest'

import { surfaceOf } from '../../test-support/surface-of.ts'
import { createPiiDetector } from './create-pii-detector.ts'
import { createIdIndex, type IdSpec } from './id-specs.ts'

const detector = createPiiDetector()
const specs = new Map<string, IdSpec>(
  [...createIdIndex().byShape.values()].flat().map((spec) => [spec.type, spec]),
)
/** Enough for a check of two digits behind a date; what has no check is hardly ever wrong. */
const tries = { right: 60_000, wrong: 500 }

const examples = readFileSync(new URL('../../corpus/pii/ids.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('# '))
  .map((line) => line.split('\t'))

/** `#` becomes a digit, `@` a letter, `{mm}` and its like a part of a date. */
function filled(mask: string, random: () => number): string {
  const from = (least: number, limit: number): number =>
    least + Math.floor(random() * (limit - least))
  const two = (value: number): string => String(value).padStart(2, '0')
  return mask
    .replaceAll('{dd}', () => two(from(1, 29)))
    .replaceAll('{mm}', () => two(from(1, 13)))
    .replaceAll('{yyyy}', () => String(from(1950, 2005)))
    .replaceAll('{yy}', () => two(from(50, 100)))
    .replaceAll('#', () => String(from(0, 10)))
    .replaceAll('@', () => String.fromCharCode(from(65, 91)))
}

function seeded(seed: number): () => number {
  let state = seed
  return () => (state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff) / 0x80000000
}

function example(type: string, mask: string, valid: boolean): string | undefined {
  const random = seeded(mask.length * 7919 + type.length)
  const spec = specs.get(type)
  for (let round = 0; round < (valid ? tries.right : tries.wrong); round++) {
    const value = filled(mask, random)
    if (spec?.isValid(value, value.replaceAll(/[^A-Za-z0-9]/g, '')) === valid) return value
  }
  return undefined
}

describe('ids where a word introduces them', () => {
  test('are of 100 types in 50 countries', () => {
    expect(examples.length).toBeGreaterThanOrEqual(100)
    const countries = examples.map(([type = '']) => specs.get(type)?.country)
    expect(countries).not.toContain(undefined)
    expect(new Set(countries).size).toBeGreaterThanOrEqual(50)
  })

  test.each(examples)('%s as %s', (type, masks = '', sentence = '') => {
    for (const mask of masks.split('|')) {
      const right = example(type ?? '', mask, true) ?? ''
      const text = sentence.replace('{x}', () => right)
      const start = text.indexOf(right)
      const found = detector.scan(surfaceOf(text), {})
      expect(found).toContainEqual(expect.objectContaining({ start, end: start + right.length }))
      const wrong = example(type ?? '', mask, false)
      if (wrong === undefined) continue
      const others = detector.scan(surfaceOf(sentence.replace('{x}', () => wrong)), {})
      expect(others.map((finding) => finding.type)).not.toContain(type)
    }
  })
})
