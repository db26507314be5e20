import { execFile } from 'node:child_process'
import { chownSync, readFileSync, realpathSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

import { findBinary, postgresFolders } from './find-binary.ts'
import { freePort, type ServerProcess, startProcess } from './server-process.ts'

/** A PostgreSQL of the test's own, empty, always on the same port. */
export interface PostgresServer extends AsyncDisposable {
  /** Of the database `postgres`. */
  readonly url: string
  readonly port: number
  /** Makes an empty database and answers its URL. */
  readonly database: (name: string) => Promise<string>
  /** `SIGQUIT` cuts every session at once, `SIGINT` rolls back first. */
  readonly stop: (signal?: 'SIGQUIT' | 'SIGINT') => Promise<void>
  /** Again after `stop`; recovers like after a crash. */
  readonly start: () => Promise<void>
}

interface Account {
  readonly uid?: number
  readonly gid?: number
}

const run = promisify(execFile)

/** The path of `postgres`; undefined where there is none, then tests skip. */
export function findPostgres(): string | undefined {
  return findBinary('postgres', postgresFolders())
}

/** Makes a cluster and runs it; as root under the account `postgres`, because it refuses root. */
export async function startPostgres(
  options: { readonly args?: readonly string[] } = {},
): Promise<PostgresServer | undefined> {
  const { args = [] } = options
  const binary = findPostgres()
  if (binary === undefined) return undefined
  const account: Account | undefined = process.getuid?.() === 0 ? accountOf('postgres') : {}
  if (account === undefined) return undefined
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-postgres-'))
  if (account.uid !== undefined && account.gid !== undefined)
    chownSync(folder, account.uid, account.gid)
  const port = await freePort()
  const spawned = { ...account, cwd: folder }
  // On the PATH may stand a link to one program only.
  const tool = (name: string) => join(dirname(realpathSync(binary)), name)
  const init = ['-D', join(folder, 'data'), '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '-N']
  await run(tool('initdb'), [...init, '--no-locale'], spawned)
  const settings = ['fsync=off', 'listen_addresses=127.0.0.1', 'shared_buffers=32MB']
  const line = ['-D', join(folder, 'data'), '-p', String(port), '-k', folder]
  const all = [...line, ...settings.flatMap((setting) => ['-c', setting]), ...args]
  const urlOf = (name: string) => `postgres://postgres@127.0.0.1:${String(port)}/${name}`
  let running: ServerProcess | undefined

  async function start(): Promise<void> {
    running = await startProcess(binary ?? '', all, /ready to accept connections/u, spawned)
  }
  await start()

  return {
    url: urlOf('postgres'),
    port,
    database: async (name) => {
      await run(tool('psql'), [urlOf('postgres'), '-c', `CREATE DATABASE "${name}"`], spawned)
      return urlOf(name)
    },
    stop: async (signal = 'SIGINT') => running?.stop(signal),
    start,
    [Symbol.asyncDispose]: async () => {
      await running?.stop('SIGQUIT')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function accountOf(name: string): Account | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  return uid === undefined || gid === undefined ? undefined : { uid: Number(uid), gid: Number(gid) }
}
