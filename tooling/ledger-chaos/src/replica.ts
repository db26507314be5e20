import { appendFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

import { createContext, GatewayError, pipeline, type Usage } from '@signalbox/core'
import { createLedger, type LedgerCatalog } from '@signalbox/ledger'
import { sqliteJournal } from '@signalbox/ledger/node'
import { postgresStore } from '@signalbox/store/postgres'

import { budgetsOf, maxOutputTokens, nanoPerToken, replicaTtlMs } from './budgets.ts'

/** One gateway: eight callers, a provider that writes down what it charges before it answers. */
const [, , url = '', journalPath = '', truthPath = '', life = '', lanes = '8'] = process.argv
const tenants = ['small', 'large'] as const

const catalog: LedgerCatalog = {
  price: () => ({}),
  cost: (_price, usage, options) => ({
    nanoUsd: BigInt(usage?.output.text ?? 0) * nanoPerToken,
    basis: options?.basis ?? 'provider_usage',
    confidence: 'exact',
  }),
}

const store = postgresStore(url, { maxConnections: 3 })
const ledger = createLedger({
  store,
  catalog,
  bus: store,
  budgets: budgetsOf(),
  parents: { 'tenant:small': 'org:all', 'tenant:large': 'org:all' },
  journal: sqliteJournal({ path: journalPath }),
  callTimeoutMs: 3_000,
  times: { ttlMs: replicaTtlMs, heartbeatMs: 500, idleMs: 500, giveUpAfterMs: 1_000 },
})

function usageOf(output: number): Usage {
  const input = { cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, cacheWriteOther: 0, toolUse: 0 }
  return { input: { uncached: 1, ...input }, output: { text: output, reasoning: 0 } }
}

const run = pipeline(ledger.budget(), ledger.record(), async (context) => {
  const output = 1 + Math.floor(Math.random() * maxOutputTokens)
  const tenant = context.caller?.tenant ?? ''
  appendFileSync(truthPath, `${context.id} ${tenant} ${String(output)}\n`)
  await sleep(Math.random() * 150)
  context.response = {
    type: 'completion',
    completion: {
      id: context.id,
      model: 'm',
      usage: usageOf(output),
      candidates: [{ message: { role: 'assistant', content: [] }, finish: { reason: 'stop' } }],
    },
  }
})

const leaving = new AbortController()
let sent = 0

async function call(): Promise<void> {
  const context = createContext({
    id: `${life}-${String(sent++)}`,
    request: { operation: 'chat', model: 'm', messages: [], stream: false, maxOutputTokens },
  })
  context.caller = { tenant: tenants[sent % 2] ?? 'small' }
  context.candidates = [{ id: 'p/m', provider: 'p', model: 'm' }]
  try {
    await run(context)
  } catch (error) {
    const { kind } = GatewayError.from(error)
    if (kind !== 'budget_exceeded' && kind !== 'overloaded') throw error
    await sleep(20)
  }
}

async function lane(): Promise<void> {
  while (!leaving.signal.aborted) await call()
}

process.once('SIGTERM', () => {
  leaving.abort()
  void leave()
})

async function leave(): Promise<void> {
  const isDone = await ledger.close({ timeoutMs: 20_000 })
  await store[Symbol.asyncDispose]()
  process.exit(isDone ? 0 : 3)
}

await ledger.ready
process.stdout.write('ready\n')
await Promise.all(Array.from({ length: Number(lanes) }, lane))
