import { expect, test } from 'vitest'

import { createJournal, NOTHING_BILLED, type OpenEntry } from './journal.ts'

const entry = (path: string): OpenEntry => ({
  at: '',
  method: 'GET',
  path,
  wire: '',
  model: '',
  stream: false,
  key: '',
  headers: {},
  body: null,
  status: 0,
  sentChunks: 0,
  aborted: false,
  billed: NOTHING_BILLED,
})

test('keeps the newest entries', () => {
  const journal = createJournal(3)
  for (let index = 0; index < 3_000; index++) journal.add(entry(String(index)), 1)
  expect(journal.entries().map(({ path }) => path)).toEqual(['2997', '2998', '2999'])
})

test('keeps fewer entries where their bodies are large, but always the newest', () => {
  const journal = createJournal(10, 100)
  for (const path of ['a', 'b', 'c']) journal.add(entry(path), 60)
  expect(journal.entries().map(({ path }) => path)).toEqual(['c'])
})

test('shows what happened to an entry after it was added, and copies it', () => {
  const journal = createJournal()
  const open = journal.add(entry('a'), 0)
  const [before] = journal.entries()
  open.status = 200
  expect([before?.status, journal.entries()[0]?.status]).toEqual([0, 200])
  journal.clear()
  expect(journal.entries()).toEqual([])
})
