import type { Ask, Row } from '../query.ts'
import { postgresConnection } from './postgres-connection.ts'

/** Reads what all replicas have written. */
export function postgresReader(url: string): (query: string, ask: Ask) => Promise<readonly Row[]> {
  const connection = postgresConnection(url, { statementMs: 2000 })
  return (_query, ask) => connection.rows(ask)
}
