import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { startPostgres, type PostgresServer } from '@signalbox/test-servers'

import { replicaTtlMs } from './budgets.ts'
import { compareBooks, type Comparison } from './compare-books.ts'
import { ReplicaProcess } from './replica-process.ts'

/** How long and how hard. */
export interface ChaosOptions {
  readonly seconds: number
  readonly everyMs?: number | undefined
  /** How many of the killed replicas lose their journal as well; default 0. */
  readonly lostJournals?: number | undefined
}

/** What a run did and what it found. */
export interface ChaosReport extends Comparison {
  readonly kills: number
  readonly databaseRestarts: number
  /** Exit codes of the replicas at the end. */
  readonly exits: readonly (number | null)[]
  readonly complaints: string
}

/** Three replicas on one database under kill -9 and immediate restarts; undefined without PostgreSQL. */
export async function runChaos(options: ChaosOptions): Promise<ChaosReport | undefined> {
  const { seconds, everyMs = 500, lostJournals = 0 } = options
  const folder = mkdtempSync(join(tmpdir(), 'ledger-chaos-'))
  const server = await startPostgres()
  if (server === undefined) return undefined
  try {
    const url = await server.database('chaos')
    const truthPath = join(folder, 'truth.txt')
    writeFileSync(truthPath, '')
    const place = { url, folder, truthPath }
    const replicas = ['a', 'b', 'c'].map((name) => new ReplicaProcess(place, name))
    await Promise.all(replicas.map((replica) => replica.start(8)))
    let kills = 0
    let databaseRestarts = 0
    const end = performance.now() + seconds * 1_000
    const starting = new Set<Promise<void>>()
    while (performance.now() < end) {
      await sleep(everyMs)
      if ((kills + databaseRestarts) % 4 === 3) {
        databaseRestarts++
        await restart(server)
        continue
      }
      const replica = replicas[kills++ % replicas.length]
      await replica?.kill({ loseJournal: kills <= lostJournals })
      const started = replica?.start(8).finally(() => started && starting.delete(started))
      if (started !== undefined) starting.add(started)
    }
    await Promise.all(starting)
    // Long enough for the survivors to find out who is lost.
    if (lostJournals > 0) await sleep(3 * replicaTtlMs)
    const exits = await Promise.all(replicas.map((replica) => replica.stop()))
    const comparison = await compareBooks(url, truthPath)
    const complaints = replicas.map((replica) => replica.complaints).join('')
    return { ...comparison, kills, databaseRestarts, exits, complaints }
  } finally {
    await server[Symbol.asyncDispose]()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function restart(server: PostgresServer): Promise<void> {
  await server.stop('SIGQUIT')
  await server.start()
}
