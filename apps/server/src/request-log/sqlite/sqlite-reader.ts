import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'

import type { Ask, Row } from '../query.ts'
import { contentPlace } from './content-file.ts'
import { sqliteRows } from './sqlite-rows.ts'

/** Reads the file of requests, and the one of content where there is one. */
export function sqliteReader(place: string): (query: string, ask: Ask) => readonly Row[] {
  let requests: ((ask: Ask) => readonly Row[]) | undefined
  let contents: typeof requests
  return (query, ask) => {
    if (query !== 'content') return (requests ??= opened(place))(ask)
    if (contents === undefined && !existsSync(contentPlace(place))) return []
    return (contents ??= opened(contentPlace(place)))(ask)
  }
}

/** The writer makes the file; until it has there is nothing to read. */
function opened(file: string): (ask: Ask) => readonly Row[] {
  return sqliteRows(new DatabaseSync(file, { readOnly: true }))
}
