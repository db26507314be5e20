import { readFileSync } from 'node:fs'

import pg from 'pg'

import { nanoPerToken } from './budgets.ts'

/** One budget in the end. */
export interface BudgetEnd {
  readonly name: string
  readonly limit: bigint
  readonly settled: bigint
  readonly leased: bigint
  /** What providers charged. */
  readonly truth: bigint
  /** What rows were charged. */
  readonly rows: bigint
}

/** The books beside what providers wrote down. */
export interface Comparison {
  readonly dispatched: number
  readonly rows: number
  /** Charged by a provider, not in the books. */
  readonly missing: readonly string[]
  /** Settled with another cost than the provider's. */
  readonly wrongCost: readonly string[]
  /** Rows of attempts whose process ended, at their bound; never below the truth. */
  readonly orphans: number
  /** Rows that charge less than the provider did. */
  readonly tooLow: readonly string[]
  /** Charged because a journal was lost, by budget. */
  readonly unconfirmed: ReadonlyMap<string, bigint>
  readonly budgets: readonly BudgetEnd[]
}

interface Row {
  readonly request_id: string
  readonly tenant: string
  readonly kind: string
  readonly nano_usd: string
}

/** Reads both; nobody may be writing any more. */
export async function compareBooks(url: string, truthPath: string): Promise<Comparison> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const rows = (
      await client.query<Row>('SELECT request_id, tenant, kind, nano_usd FROM sb_usage')
    ).rows
    const budgets = await client.query<Record<'id' | 'lim' | 'settled' | 'leased', string>>(
      'SELECT id, lim, settled, leased FROM sb_budget ORDER BY id',
    )
    const lost = await client.query<{ budget: string; sum: string }>(
      'SELECT budget, sum(unconfirmed) AS sum FROM sb_lease WHERE unconfirmed > 0 GROUP BY budget',
    )
    const truth = readTruth(truthPath)
    const byId = new Map(rows.map((row) => [row.request_id, row]))
    const costOf = (id: string) => BigInt(byId.get(id)?.nano_usd ?? 0)
    const settled = [...truth].filter(([id]) => byId.get(id)?.kind === 'ok')
    return {
      dispatched: truth.size,
      rows: rows.length,
      missing: [...truth.keys()].filter((id) => !byId.has(id)),
      wrongCost: settled.filter(([id, call]) => costOf(id) !== call.nanoUsd).map(([id]) => id),
      orphans: rows.filter(({ kind }) => kind === 'orphan').length,
      tooLow: [...truth]
        .filter(([id, call]) => byId.has(id) && costOf(id) < call.nanoUsd)
        .map(([id]) => id),
      unconfirmed: new Map(
        lost.rows.map(({ budget, sum: left }) => [nameOf(budget), BigInt(left)]),
      ),
      budgets: budgets.rows.map(({ id, lim, settled: charged, leased }) => {
        const name = nameOf(id)
        const isIn = (tenant: string) => name === 'org' || name === tenant
        return {
          name,
          limit: BigInt(lim),
          settled: BigInt(charged),
          leased: BigInt(leased),
          truth: sum([...truth.values()].filter((c) => isIn(c.tenant)).map((c) => c.nanoUsd)),
          rows: sum(rows.filter((row) => isIn(row.tenant)).map((row) => BigInt(row.nano_usd))),
        }
      }),
    }
  } finally {
    await client.end()
  }
}

interface ProviderCall {
  readonly tenant: string
  readonly nanoUsd: bigint
}

function readTruth(path: string): ReadonlyMap<string, ProviderCall> {
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
  return new Map(
    lines.map((line) => {
      const [id = '', tenant = '', output = '0'] = line.split(' ')
      return [id, { tenant, nanoUsd: BigInt(output) * nanoPerToken }]
    }),
  )
}

function nameOf(id: string): string {
  return id.slice(0, id.lastIndexOf('@'))
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n)
}
