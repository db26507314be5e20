import { describe, expect, test } from 'vitest'

import { interpolate } from './interpolate.ts'
import { hidePlaceholders, showPlaceholders } from './placeholders.ts'

const sources = {
  env: { A: 'one', EMPTY: '', INJECT: '"} evil: {', NESTED: '${A}' },
  readFile: (path: string) => {
    if (path === '/run/x') return 'from file\n'
    throw Object.assign(new Error('no'), { code: 'EACCES' })
  },
}

describe('interpolate', () => {
  test.each([
    ['plain', 'plain'],
    ['${A}', 'one'],
    ['a${A}b${A}c', 'aonebonec'],
    ['${A:-two}', 'one'],
    ['${B:-two}', 'two'],
    ['${EMPTY:-two}', 'two'],
    ['${EMPTY}', ''],
    ['${B:-}', ''],
    ['${B:-a:-b # c}', 'a:-b # c'],
    ['${file:/run/x}', 'from file'],
    ['$${A}', '${A}'],
    ['$A {A} $', '$A {A} $'],
    ['${INJECT}', '"} evil: {'],
    ['${NESTED}', '${A}'],
  ])('%s becomes %s', (text, value) => {
    expect(interpolate(text, sources)).toMatchObject({ text: value })
    expect(interpolate(text, sources).problem).toBeUndefined()
  })

  test.each([
    ['${B}', 'B is not set'],
    ['${toString}', 'toString is not set'],
    ['${__proto__}', '__proto__ is not set'],
    ['${}', 'not a reference'],
    ['${1A}', 'not a reference'],
    ['${A', 'without its "}"'],
    ['${file:/run/y}', 'cannot be read (EACCES)'],
    ['${B} ${C}', 'B is not set'],
    ['${B} ${C}', 'C is not set'],
  ])('%s is refused: %s', (text, problem) => {
    expect(interpolate(text, sources).problem).toContain(problem)
  })

  test('names what it used', () => {
    const { references } = interpolate('${A}${B:-x}${file:/run/x}', sources)
    expect(references).toEqual(['env A', 'default of B', 'file /run/x'])
  })
})

describe('placeholders', () => {
  test.each(['{ a: ${A}, b: [${B:-x,y}, "${C}"] }', '${file:/run/a#b}', '$${A}', 'none'])(
    'are hidden at the same length and shown again: %s',
    (text) => {
      const hidden = hidePlaceholders(text)
      expect(hidden).toHaveLength(text.length)
      expect(showPlaceholders(hidden)).toBe(text)
    },
  )

  test('leave nothing of YAML inside', () => {
    expect(hidePlaceholders('${A:-{x}')).not.toMatch(/[{}:]/)
  })
})
