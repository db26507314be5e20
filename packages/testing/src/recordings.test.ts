import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { headersOf, isFramed, loadRecordings, responseBytes, responseOf } from './recordings.ts'

const one = { id: 'a', provider: 'p', api: 'chat', status: 200, headers: {}, request: { url: '' } }
let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'recordings-'))
  mkdirSync(join(folder, 'p'))
  writeFileSync(join(folder, 'p', '2.json'), JSON.stringify({ ...one, sse: 'data: é\n\n' }))
  writeFileSync(join(folder, 'p', '1.json'), JSON.stringify({ ...one, body: { a: 1 } }))
  writeFileSync(join(folder, 'index.json'), JSON.stringify([{ file: 'p/1.json' }]))
  writeFileSync(join(folder, 'notes.txt'), 'no recording')
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

test('finds recordings in subfolders, in order, and nothing else', () => {
  expect(loadRecordings(folder).list.map(({ file }) => file)).toStrictEqual([
    'p/1.json',
    'p/2.json',
  ])
  expect(loadRecordings(pathToFileURL(`${folder}/`)).list).toHaveLength(2)
})

test('says why there is nothing', () => {
  expect(loadRecordings(join(folder, 'absent'))).toStrictEqual({
    list: [],
    missing: `there is no folder ${join(folder, 'absent')}`,
  })
  expect(loadRecordings(folder, () => false).missing).toBe(`no recording in ${folder} matches`)
})

test('gives the bytes of each kind of body', () => {
  const [whole, stream] = loadRecordings(folder).list
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
  expect(text(responseOf(whole!).body)).toBe('{"a":1}')
  expect([text(responseBytes(stream!)), isFramed(stream!), isFramed(whole!)]).toStrictEqual([
    'data: é\n\n',
    true,
    false,
  ])
  const binary = { ...whole!, body: undefined, eventStreamBase64: 'AP8=' }
  expect([...responseBytes(binary)]).toStrictEqual([0, 255])
})

test('header names come in lower case', () => {
  expect(headersOf({ 'X-Limit': '5' })).toStrictEqual(['x-limit', '5'])
})
