import { readdirSync } from 'node:fs'

import { describe, expect, test } from 'vitest'

import { lineFiles, textsOf } from './line-files.ts'
import { phraseFiles } from './manifest.ts'
import { corpusRoot, readPhrases } from './phrases.ts'

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

describe('documents to train on', () => {
  const linesOf = (path: string) => [...readPhrases(path).values()].flat()
  const paths = phraseFiles().filter((path) => path.startsWith('outside/lines-'))
  const lines = paths.flatMap(linesOf)

  test('are in files of their own, each once', () => {
    expect(paths).toEqual([
      'outside/lines-bare-more.txt',
      'outside/lines-bare.txt',
      'outside/lines-harmless-manuals.txt',
      'outside/lines-harmless-more.txt',
      'outside/lines-harmless.txt',
      'outside/lines-wrapped-more.txt',
      'outside/lines-wrapped.txt',
    ])
    expect(lines.filter((line, at) => lines.indexOf(line) !== at)).toEqual([])
  })

  test('are in no other file, so that no measure reads them', () => {
    const others = new Set(
      phraseFiles()
        .filter((path) => !paths.includes(path))
        .flatMap(linesOf),
    )
    expect(lines.filter((line) => others.has(line))).toEqual([])
  })
})
