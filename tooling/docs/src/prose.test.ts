import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { expect, test } from 'vitest'

import { blocksOf, codeSpans } from './blocks.ts'
import { documents, root } from './documents.ts'
import { importNames } from './manifests.ts'

const texts = documents()

test('the texts are read: both at the top and those of the packages', () => {
  expect(texts.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['README.md', 'CONTRIBUTING.md', 'packages/simulator/README.md']),
  )
})

test('every block is in a language that is executed or compiled', () => {
  const known = new Set(['ts', 'diff', 'sh', 'yaml', 'json'])
  const others = texts.flatMap(blocksOf).filter(({ language }) => !known.has(language))
  expect(others.map(({ name }) => name)).toEqual([])
})

test('a link leads to a file that is there', () => {
  const broken = texts.flatMap(({ path, text }) =>
    [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)[^)]*\)/gu)]
      .map(([, target]) => target ?? '')
      .filter((target) => !existsSync(join(root, dirname(path), target)))
      .map((target) => `${path}: ${target}`),
  )
  expect(broken).toEqual([])
})

test('a path of the repository that is named exists', () => {
  const missing = texts.flatMap((document) =>
    codeSpans(document)
      .filter((span) => /^(?:packages|apps|tooling|docs|\.ci)\/[\w./-]+$/u.test(span))
      .filter((span) => !span.includes('NAME') && !existsSync(join(root, span)))
      .map((span) => `${document.path}: ${span}`),
  )
  expect(missing).toEqual([])
})

test('a package that is named is published under that name', () => {
  const names = importNames()
  const unknown = texts.flatMap(({ path, text }) =>
    [...text.matchAll(/@signalbox\/[\w/-]+/gu)]
      .filter(([name]) => !names.has(name))
      .map(([name]) => `${path}: ${name}`),
  )
  expect(unknown).toEqual([])
})

test('the first text fits 250 lines', () => {
  const [{ text } = { text: '' }] = texts
  expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(250)
})
