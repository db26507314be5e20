import type { UsageQuery, UsageRow, UsageSum } from '@signalbox/core'

import { usageTokens } from '../usage-tokens.ts'

/** Adds up rows as every engine does; groups come in the order of their names. */
export function sumUsage(rows: readonly UsageRow[], query: UsageQuery): readonly UsageSum[] {
  const chosen = rows.filter(
    (row) =>
      row.ts >= query.from &&
      row.ts < query.to &&
      (query.tenant === undefined || row.tenant === query.tenant) &&
      (query.keyId === undefined || row.keyId === query.keyId),
  )
  const priced = pricedRequests(rows)
  return [...Map.groupBy(chosen, (row) => groupOf(row, query.groupBy))]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([group, members]) => sumOf(group, members, priced))
}

/** The requests that a correction gave a price. */
export function pricedRequests(rows: readonly UsageRow[]): ReadonlySet<string> {
  const corrections = rows.filter(({ kind, nanoUsd }) => kind === 'adjust' && nanoUsd !== null)
  return new Set(corrections.map(({ requestId }) => requestId))
}

function groupOf(row: UsageRow, groupBy: UsageQuery['groupBy']): string {
  switch (groupBy) {
    case undefined:
      return ''
    case 'key':
      return row.keyId ?? ''
    case 'credential':
      return `${row.provider}/${row.credential ?? ''}`
    case 'day':
      return new Date(row.ts).toISOString().slice(0, 10)
    case 'provider':
    case 'model':
    case 'route':
    case 'tenant':
      return row[groupBy] ?? ''
  }
}

function sumOf(group: string, rows: readonly UsageRow[], priced: ReadonlySet<string>): UsageSum {
  const tokens = rows.map(({ kind, usage }) => usageTokens(unbilled.has(kind) ? undefined : usage))
  const sum = (bucket: keyof (typeof tokens)[number]) =>
    tokens.reduce((total, one) => total + one[bucket], 0)
  const unpriced = rows.filter(
    ({ nanoUsd, requestId }) => nanoUsd === null && !priced.has(requestId),
  )
  return {
    group,
    requests: new Set(rows.map(({ requestId }) => requestId)).size,
    attempts: rows.filter(({ kind }) => !notAttempts.has(kind)).length,
    errors: rows.filter(({ kind }) => kind === 'failed').length,
    inputTokens: sum('input'),
    cacheReadTokens: sum('cacheRead'),
    cacheWriteTokens: sum('cacheWrite'),
    outputTokens: sum('output'),
    reasoningTokens: sum('reasoning'),
    nanoUsd: rows.reduce((total, { nanoUsd }) => total + (nanoUsd ?? 0n), 0n),
    savedNanoUsd: rows.reduce((total, { savedNanoUsd = 0n }) => total + savedNanoUsd, 0n),
    costUnknown: new Set(unpriced.map(({ requestId }) => requestId)).size,
  }
}

const notAttempts: ReadonlySet<UsageRow['kind']> = new Set(['adjust', 'cached', 'coalesced'])
/** What a cache answered was billed before, or for somebody else. */
const unbilled: ReadonlySet<UsageRow['kind']> = new Set(['cached', 'coalesced'])
