import { sqliteJournal } from '../src/node/sqlite-journal.ts'

/** Reserves rows for ever and prints the number of each one that is safe. */
const path = process.argv[2] ?? ''
const journal = sqliteJournal({ path })
await journal.load()
const lane = async (from: number): Promise<void> => {
  for (let n = from; ; n += 4) {
    const row = {
      requestId: `r${String(n)}`,
      attempt: 1,
      ts: n,
      target: 't',
      provider: 'p',
      model: 'm',
      kind: 'orphan',
      nanoUsd: 12_345_678_901_234_567_890n,
      charges: [],
    } as const
    await journal.reserve(row)
    if (n % 3 === 0) await journal.settle({ ...row, kind: 'ok' })
    process.stdout.write(`${String(n)}\n`)
  }
}
await Promise.all([0, 1, 2, 3].map(lane))
