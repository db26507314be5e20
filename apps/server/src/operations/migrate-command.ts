import { mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

import type { SqlEngine } from '@signalbox/store'
import { postgresStore } from '@signalbox/store/postgres'
import { sqliteStore } from '@signalbox/store/sqlite'

import type { Terminal } from '../cli/terminal.ts'
import { loadConfig } from '../config/load-config.ts'
import { storePlace } from './store-place.ts'

/** What `signalbox migrate` is told. */
export interface MigrateOptions {
  readonly config?: string
  /** Changes nothing; exit code 1 when something is missing. */
  readonly check?: true
  readonly json?: true
}

/** `signalbox migrate`: brings the store's schema up to date, and says what it has. */
export async function migrate(
  { config: file, check, json }: MigrateOptions,
  { env, cwd, out, err }: Terminal,
): Promise<number> {
  const { config } = await loadConfig(file, env, { cwd })
  const { url, shown } = storePlace(config)
  if (url === 'memory:') {
    out(json === true ? JSON.stringify({ store: url }) : 'memory: has no schema to keep.')
    return 0
  }
  try {
    await using engine = open(url, cwd)
    const fresh = check === true ? [] : await engine.migrate()
    const { applied, pending } = await engine.migrations()
    if (json === true) out(JSON.stringify({ store: shown, applied, fresh, pending }, null, 2))
    else {
      for (const name of applied)
        out(`${name}  ${fresh.includes(name) ? 'applied now' : 'applied'}`)
      for (const name of pending) out(`${name}  missing`)
      out(
        pending.length > 0
          ? `${shown} is behind: run \`signalbox migrate\`.`
          : `${shown} is up to date.`,
      )
    }
    return pending.length > 0 ? 1 : 0
  } catch (error) {
    err(`${shown}: ${error instanceof Error ? error.message : String(error)}`)
    return 1
  }
}

function open(url: string, cwd: string): SqlEngine {
  if (!url.startsWith('sqlite:')) return postgresStore(url, { migrate: false })
  const path = resolve(cwd, url.slice('sqlite:'.length))
  mkdirSync(dirname(path), { recursive: true })
  return sqliteStore(path, { migrate: false })
}
