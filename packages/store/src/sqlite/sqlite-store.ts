import type { MigrationNames, SqlEngine } from '../engine.ts'
import { type Answer, type Given, type OperationName, reads } from '../sql/operations.ts'
import { sqlContracts } from '../sql/sql-contracts.ts'
import { StoreError } from '../store-error.ts'
import { type DatabaseThread, databaseThread } from './database-thread.ts'
import type { ThreadOptions } from './protocol.ts'

/** How safe and how large; everything has a default. */
export interface SqliteStoreOptions {
  /** `full` survives a power cut, `normal` (default) a crash of the process. */
  readonly durability?: 'normal' | 'full' | undefined
  /** False: the schema is left as it is until `migrate()`. */
  readonly migrate?: boolean | undefined
  /** Set aside to be freed when the disk is full; 16 MiB unless told. */
  readonly reserveBytes?: number | undefined
  /** The database file never grows beyond it. */
  readonly maxBytes?: number | undefined
}

/** A store in one file, owned by one process. */
export interface SqliteStore extends SqlEngine {
  /** Reads the whole file; what is wrong with it, nothing when it is healthy. */
  readonly integrity: () => Promise<readonly string[]>
}

interface Threads {
  readonly startedAt: number
  readonly writer: DatabaseThread
  reader: DatabaseThread | undefined
}

const pollMs = 10_000
const restartAfterMs = 1000

/** Every contract but messages, in a file; opens it at the first call. */
export function sqliteStore(path: string, options: SqliteStoreOptions = {}): SqliteStore {
  const { durability = 'normal', migrate = true, reserveBytes = 16 * 1024 * 1024 } = options
  const common = { path, durability, migrate, reserveBytes, maxBytes: options.maxBytes }
  const listeners = new Set<() => void>()
  let threads: Threads | undefined
  let closing: Promise<void> | undefined

  function start(mode: ThreadOptions['mode']): DatabaseThread {
    return databaseThread({ ...common, mode })
  }

  async function threadFor(name: OperationName): Promise<DatabaseThread> {
    if (closing !== undefined) throw new StoreError('closed', 'The store is closed.')
    if (threads === undefined || isDue(threads))
      threads = { startedAt: performance.now(), writer: start('write'), reader: undefined }
    if (!reads.has(name)) return threads.writer
    const { writer } = threads
    await writer.open()
    if (threads.reader?.isOver() !== false) threads.reader = start('read')
    return threads.reader
  }

  async function execute<Name extends OperationName>(
    name: Name,
    ...given: Given<Name>
  ): Promise<Answer<Name>> {
    const thread = await threadFor(name)
    const answer = (await thread.run(name, given)) as Answer<Name>
    if (name === 'writeSetting') for (const wake of listeners) wake()
    return answer
  }

  async function close(): Promise<void> {
    for (const wake of listeners) wake()
    await threads?.reader?.close()
    await threads?.writer.close()
  }

  const onChange = (wake: () => void) => {
    listeners.add(wake)
    return () => void listeners.delete(wake)
  }

  return {
    ...sqlContracts(execute, { onChange, pollMs }),
    ready: async () => (await threadFor('beat')).open(),
    migrate: async () => (await (await threadFor('beat')).run('migrate', [])) as readonly string[],
    migrations: async () =>
      (await (await threadFor('beat')).run('migrations', [])) as MigrationNames,
    integrity: async () =>
      (await (await threadFor('beat')).run('integrity', [])) as readonly string[],
    [Symbol.asyncDispose]: () => (closing ??= close()),
  }
}

// A disk that was not there yet, or another process that has left by now.
function isDue({ startedAt, writer }: Threads): boolean {
  return writer.isOver() && performance.now() - startedAt > restartAfterMs
}
