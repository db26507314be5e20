import type { UsageRow } from '@signalbox/core'

type ChargeText = readonly [budget: string, lease: string, estimate: string, actual: string]

interface RowText extends Omit<UsageRow, 'nanoUsd' | 'savedNanoUsd' | 'charges'> {
  readonly nanoUsd: string | null
  readonly savedNanoUsd?: string | undefined
  readonly charges: readonly ChargeText[]
}

/** A row as text; amounts keep every digit. */
export function encodeRow(row: UsageRow): string {
  const charges = row.charges.map(({ budget, lease, estimate, actual }): ChargeText => [
    budget,
    lease,
    String(estimate),
    String(actual),
  ])
  const nanoUsd = row.nanoUsd === null ? null : String(row.nanoUsd)
  const savedNanoUsd = row.savedNanoUsd?.toString()
  return JSON.stringify({ ...row, nanoUsd, savedNanoUsd, charges } satisfies RowText)
}

/** A row out of its text. */
export function decodeRow(text: string): UsageRow {
  const { savedNanoUsd, ...row } = JSON.parse(text) as RowText
  return {
    ...row,
    ...(savedNanoUsd === undefined ? {} : { savedNanoUsd: BigInt(savedNanoUsd) }),
    nanoUsd: row.nanoUsd === null ? null : BigInt(row.nanoUsd),
    charges: row.charges.map(([budget, lease, estimate, actual]) => ({
      budget,
      lease,
      estimate: BigInt(estimate),
      actual: BigInt(actual),
    })),
  }
}
