import { findPostgres, type PostgresServer, startPostgres } from '@signalbox/test-servers'
import { storeSuite } from '@signalbox/testing'
import { afterAll, beforeAll } from 'vitest'

import { postgresStore } from './postgres-store.ts'

const missing = findPostgres() === undefined ? 'PostgreSQL is not installed' : undefined
// A busy machine takes its time to make a cluster.
const startMs = 60_000
let server: PostgresServer | undefined

beforeAll(async () => {
  server = await startPostgres()
}, startMs)
afterAll(async () => {
  await server?.[Symbol.asyncDispose]()
})

storeSuite(() => postgresStore(server?.url ?? ''), {
  name: 'PostgreSQL',
  claims: ['bus', 'jobs', 'ledger', 'settings'],
  makeOther: () => postgresStore(server?.url ?? ''),
  missing,
})
