import type { Client } from 'pg'

import { loadClient } from '../store-error.ts'
import { poolConfig } from './postgres-pool.ts'

/** Hears notifications on a connection of its own: not through a transaction pooler. */
export interface PostgresListener {
  /** Resolves when the first connection listens; later ones are made again by themselves. */
  readonly start: () => Promise<void>
  readonly stop: () => Promise<void>
}

const maxPauseMs = 1000
const probeEveryMs = 10_000

/** `onConnect` says that something may have been missed. */
export function postgresListener(
  url: string,
  channel: string,
  heard: { readonly onMessage: (text: string) => void; readonly onConnect: () => void },
): PostgresListener {
  let client: Client | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let started: Promise<void> | undefined
  let stopped = false
  let failures = 0

  async function connect(): Promise<void> {
    const { default: pg } = await loadClient('pg', () => import('pg'))
    if (stopped) return
    const made = new pg.Client(poolConfig(url, 1))
    client = made
    made.on('error', () => again(made))
    made.on('end', () => again(made))
    made.on('notification', ({ payload = '' }) => heard.onMessage(payload))
    try {
      await made.connect()
      await made.query(`LISTEN ${channel}`)
    } catch {
      again(made)
      return
    }
    failures = 0
    heard.onConnect()
    probe(made)
  }

  // A server that vanished without a word is noticed by asking it.
  function probe(made: Client): void {
    later(() => {
      made.query('SELECT 1').then(
        () => client === made && probe(made),
        () => again(made),
      )
    }, probeEveryMs)
  }

  function again(made: Client): void {
    if (client !== made || stopped) return
    client = undefined
    made.end().catch(() => undefined)
    failures += 1
    later(() => void connect(), Math.min(50 * failures, maxPauseMs))
  }

  function later(run: () => void, ms: number): void {
    clearTimeout(timer)
    timer = setTimeout(run, ms)
    timer.unref()
  }

  return {
    start: () => (started ??= connect()),
    async stop() {
      stopped = true
      clearTimeout(timer)
      await client?.end().catch(() => undefined)
    },
  }
}
