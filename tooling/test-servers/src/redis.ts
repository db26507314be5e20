import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { findBinary } from './find-binary.ts'
import { freePort, type ServerProcess, startProcess } from './server-process.ts'

/** A Redis of the test's own, empty and without persistence, always on the same port. */
export interface RedisServer extends AsyncDisposable {
  readonly url: string
  readonly port: number
  /** Stops answering while connections stay open. */
  readonly freeze: () => void
  readonly thaw: () => void
  readonly kill: () => Promise<void>
  /** Again after `kill`. */
  readonly start: () => Promise<void>
}

/** The path of a Redis or Valkey server; undefined where there is none, then tests skip. */
export function findRedis(): string | undefined {
  return findBinary('redis-server') ?? findBinary('valkey-server')
}

/** `args` go to the command line, e.g. `--maxmemory 2mb`; `start: false` only picks the port. */
export async function startRedis(
  options: { readonly args?: readonly string[]; readonly start?: boolean } = {},
): Promise<RedisServer | undefined> {
  const { args = [], start: startNow = true } = options
  const binary = findRedis()
  if (binary === undefined) return undefined
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-redis-'))
  const port = await freePort()
  const line = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder]
  let running: ServerProcess | undefined

  async function start(): Promise<void> {
    running = await startProcess(binary ?? '', [...line, ...args], /Ready to accept connections/u)
  }
  if (startNow) await start()

  return {
    url: `redis://127.0.0.1:${String(port)}`,
    port,
    freeze: () => running?.signal('SIGSTOP'),
    thaw: () => running?.signal('SIGCONT'),
    kill: async () => running?.stop('SIGKILL'),
    start,
    [Symbol.asyncDispose]: async () => {
      await running?.stop('SIGKILL')
      await rm(folder, { recursive: true, force: true })
    },
  }
}
