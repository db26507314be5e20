import { runChaos } from './run-chaos.ts'

/** `node src/main.ts SECONDS`: prints what happened; exit code 1 when the books are wrong. */
const report = await runChaos({ seconds: Number(process.argv[2] ?? 60) })
if (report === undefined) {
  process.stderr.write('There is no PostgreSQL on this machine.\n')
  process.exit(2)
}
const text = JSON.stringify(
  report,
  (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value),
  2,
)
process.stdout.write(`${text}\n`)
const isRight =
  report.missing.length + report.wrongCost.length + report.tooLow.length === 0 &&
  report.budgets.every(
    ({ limit, settled, leased, truth, rows }) =>
      leased === 0n && settled === rows && truth <= settled && settled <= limit,
  )
process.exit(isRight ? 0 : 1)
