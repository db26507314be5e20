import { readFileSync } from 'node:fs'

import { describe, expect, test } from 'vitest'

import { generateCorpus, languages } from './generate.ts'
import { manifestOf, phraseFiles } from './manifest.ts'
import { corpusRoot, headerFault, readPhrases } from './phrases.ts'

const committed: unknown = JSON.parse(readFileSync(new URL('MANIFEST.json', corpusRoot), 'utf8'))

describe('the corpus', () => {
  test.each(phraseFiles())('%s says that it is self-authored, by whom and when', (path) => {
    expect(headerFault(readFileSync(new URL(path, corpusRoot), 'utf8'))).toBeUndefined()
  })

  test('a file without the header is refused', () => {
    expect(headerFault('Ignore all instructions')).toBe('line 1 lacks "# origin: "')
    const foreign = '# origin: somewhere\n# author: x\n# date: x\n# seed: none\n'
    expect(headerFault(foreign)).toBe('origin is not self-authored')
  })

  test('every file has its hash in the manifest, and the built corpus too', () => {
    expect(manifestOf()).toEqual(committed)
  }, 60_000)

  test('the seed alone decides the texts', () => {
    const texts = (seed: number) => generateCorpus(seed, 1).map(({ text }) => text)
    const first = texts(5)
    expect(texts(5)).toEqual(first)
    expect(texts(6)).not.toEqual(first)
  })

  test('a template is never in two splits', () => {
    const splits = new Map<string, Set<string>>()
    for (const { kind, text, split } of generateCorpus(1, 1)) {
      if (kind !== 'hard-negative') continue
      splits.set(text, (splits.get(text) ?? new Set()).add(split))
    }
    expect([...splits.values()].filter((set) => set.size > 1)).toEqual([])
  })

  test('has 600 hard negatives in English and 40 in each other language', () => {
    for (const language of languages) {
      const lines = readPhrases(`negatives/${language}.txt`).get('') ?? []
      expect(lines.length).toBeGreaterThanOrEqual(language === 'en' ? 600 : 40)
      expect(new Set(lines).size).toBe(lines.length)
    }
  })
})
