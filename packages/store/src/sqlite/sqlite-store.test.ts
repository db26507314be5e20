import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { storeSuite } from '@signalbox/testing'
import { afterAll } from 'vitest'

import { sqliteStore } from './sqlite-store.ts'

const folder = mkdtempSync(join(tmpdir(), 'signalbox-sqlite-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

storeSuite(() => sqliteStore(join(folder, 'data', 'a.db'), { reserveBytes: 4096 }), {
  name: 'SQLite',
  claims: ['jobs', 'ledger', 'settings'],
})
