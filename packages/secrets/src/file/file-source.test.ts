import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, expect, test } from 'vitest'

import { fileSource } from './file-source.ts'

const folder = mkdtempSync(join(tmpdir(), 'signalbox-secrets-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
})

function place(name: string, text: string): void {
  mkdirSync(join(folder, name), { recursive: true })
  writeFileSync(join(folder, name, 'key'), text)
}

test('a file is read again five seconds later, when its link leads elsewhere', async () => {
  let now = 0
  const source = fileSource({ now: () => now })
  place('one', 'first\n')
  place('two', 'second\n')
  symlinkSync('one', join(folder, 'data'))
  const path = join(folder, 'data', 'key')
  const first = await source.resolve(path)
  expect(first.value.reveal()).toBe('first')
  symlinkSync('two', join(folder, 'next'))
  renameSync(join(folder, 'next'), join(folder, 'data'))
  now = 4999
  expect((await source.resolve(path)).version).toBe(first.version)
  now = 5000
  const second = await source.resolve(path)
  expect(second.value.reveal()).toBe('second')
  expect(second.version).not.toBe(first.version)
})

test('only the last line break is no part of the secret; an empty file is none', async () => {
  const source = fileSource()
  place('spaces', ' a b \r\n')
  place('empty', '\n')
  expect((await source.resolve(join(folder, 'spaces', 'key'))).value.reveal()).toBe(' a b ')
  await expect(source.resolve(join(folder, 'empty', 'key'))).rejects.toThrow('is empty')
  await expect(source.resolve(join(folder, 'none'))).rejects.toThrow('ENOENT')
})
