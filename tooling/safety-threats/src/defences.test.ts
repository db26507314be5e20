import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { defences } from './defences.ts'
import { threats } from './threats.ts'

const root = join(import.meta.dirname, '../../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')

test('each of the 25 threats has a defence that is proved', () => {
  expect(threats.size).toBe(25)
  const proved = new Set(defences.map(({ row }) => row))
  expect([...threats.keys()].filter((row) => !proved.has(row))).toEqual([])
})

test.each(defences)('$row: "$what" stands in its file once, and has its test', (defence) => {
  const { file, search, replace, test: proof } = defence
  expect(read(file).split(search)).toHaveLength(2)
  expect(replace).not.toContain(search)
  expect(read(proof.file)).toContain(proof.name)
})
