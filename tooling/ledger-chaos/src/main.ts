import { runChaos } from './run-chaos.ts'

/** `node src/main.ts SECONDS [LOST_JOURNALS [EVERY_MS]]`: prints what happened; 1 when the books are wrong. */
const [, , seconds = '60', lostJournals = '0', everyMs = '500'] = process.argv
const report = await runChaos({
  seconds: Number(seconds),
  lostJournals: Number(lostJournals),
  everyMs: Number(everyMs),
})
if (report === undefined) {
  process.stderr.write('There is no PostgreSQL on this machine.\n')
  process.exit(2)
}
const text = JSON.stringify(
  report,
  (_key, value: unknown) =>
    typeof value === 'bigint'
      ? value.toString()
      : value instanceof Map
        ? Object.fromEntries(value)
        : value,
  2,
)
process.stdout.write(`${text}\n`)
const isRight =
  report.wrongCost.length + report.tooLow.length === 0 &&
  (lostJournals !== '0' || report.missing.length === 0) &&
  report.budgets.every(({ name, limit, settled, leased, truth, rows }) => {
    const unconfirmed = report.unconfirmed.get(name) ?? 0n
    const isSound = leased === 0n && settled === rows + unconfirmed
    return isSound && truth <= settled && settled <= limit
  })
process.exit(isRight ? 0 : 1)
