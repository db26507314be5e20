import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { systemClock, type Clock } from './clock.ts'
import { createJournal, type JournalEntry } from './journal.ts'
import { readKnobs, type Knobs } from './knobs.ts'
import { answerOwn } from './own-pages.ts'
import { createServe } from './serve.ts'
import { anthropic } from './wires/anthropic/anthropic.ts'
import { bedrock } from './wires/bedrock/bedrock.ts'
import { cohere } from './wires/cohere/cohere.ts'
import { google } from './wires/google/google.ts'
import { ollama } from './wires/ollama/ollama.ts'
import { openai } from './wires/openai/openai.ts'

export interface SimulateOptions {
  /** 0 takes a free one. */
  readonly port: number
  readonly host?: string
  /** The same seed and requests give the same answers. */
  readonly seed?: number | string
  /** Refuses what the real APIs refuse, for every model. */
  readonly strict?: boolean
  readonly clock?: Clock
  /** Journal entries that are kept. */
  readonly journalEntries?: number
}

/** A running set of simulated providers. */
export interface Simulator extends AsyncDisposable {
  readonly url: string
  readonly port: number
  /** Sets the knobs of models by name without knobs; `*` is every model. */
  control(models: { readonly [model: string]: Knobs }): Promise<void>
  journal(): Promise<readonly JournalEntry[]>
  /** Empties the journal. */
  clear(): Promise<void>
  close(): Promise<void>
}

/**
 * Starts the simulated providers.
 * @example
 * await using fake = await simulate({ port: 0, seed: 1 })
 * await fake.control({ 'sim-fast': { fail: '503:0.1', ttft: 50 } })
 */
export async function simulate({
  port,
  host = '127.0.0.1',
  seed = 1,
  strict = false,
  clock = systemClock(),
  journalEntries = 10_000,
}: SimulateOptions): Promise<Simulator> {
  const journal = createJournal(journalEntries)
  const controlled = new Map<string, Knobs>()
  const serve = createServe({
    wires: { openai, anthropic, google, bedrock, ollama, cohere },
    seed: String(seed),
    strict,
    clock,
    journal,
    controlled,
    own: (incoming, response) => answerOwn(incoming, response, { journal, controlled }),
  })
  const server = createServer((request, response) => {
    serve(request, response).catch(() => {
      // A broken socket or a defect: either way the client must not wait for an answer.
      response.destroy()
    })
  })
  server.requestTimeout = 0
  // A short one would close pooled connections under a client that is about to use them.
  server.keepAliveTimeout = 65_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const { port: bound } = server.address() as AddressInfo
  const close = async (): Promise<void> => {
    if (!server.listening) return
    const closed = new Promise<void>((resolve) => {
      server.close(() => resolve())
    })
    server.closeAllConnections()
    await closed
  }
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    port: bound,
    control: async (models) => {
      for (const [model, knobs] of Object.entries(models)) {
        controlled.set(model, readKnobs({ ...knobs }).knobs)
      }
    },
    journal: async () => journal.entries(),
    clear: async () => journal.clear(),
    close,
    [Symbol.asyncDispose]: close,
  }
}
