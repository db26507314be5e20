import { readdirSync } from 'node:fs'

import { describe, expect, test } from 'vitest'

import { lineFiles, textsOf } from './line-files.ts'
import { corpusRoot } from './phrases.ts'

describe('a line with few wordings', () => {
  test('gives four texts, and four more for each doubling of its wordings', () => {
    expect(textsOf('Hello.')).toBe(4)
    expect(textsOf('[Hi|Hello] there')).toBe(8)
    expect(textsOf('[Hi|Hello|] there, [Sam|Ann|Kim]')).toBe(17)
  })

  test('gives no more texts however many wordings it has', () => {
    expect(textsOf('[a|b|c|d]'.repeat(20))).toBe(textsOf('[a|b|c|d]'.repeat(40)))
  })

  test('may have brackets that are no choice', () => {
    expect(textsOf('[INFO] started')).toBe(4)
  })
})

test.each(['attacks', 'benign'] as const)('every file of lines in %s is read', (folder) => {
  const names = readdirSync(new URL(`${folder}/`, corpusRoot)).filter((name) =>
    name.startsWith('lines'),
  )
  expect(lineFiles(folder).map(({ name }) => `${name}.txt`)).toEqual(names.toSorted())
})
