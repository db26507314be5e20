import { runOneOfThree, type OneFault } from './one-of-three.ts'

/** `npm run one-of-three -- 60`: one of three providers breaks for so many seconds, in every way. */
const faultSeconds = Number(process.argv[2] ?? 60)
const faults: readonly OneFault[] = ['killed', 'hung', 'slow', 'errors']

for (const fault of faults) {
  const report = await runOneOfThree({ fault, faultSeconds })
  const { requests, failures, leaks, attempts, p50Ms, p99Ms, shares } = report
  const success = (100 * (requests - failures.length)) / requests
  console.log(
    `${fault}: ${String(requests)} requests, ${success.toFixed(2)} % answered, ${(attempts / requests).toFixed(3)} attempts each, ` +
      `${String(leaks.length)} leaks, p50 ${String(p50Ms)} ms, p99 ${String(p99Ms)} ms, ${JSON.stringify(shares)}`,
  )
  for (const line of [...failures, ...leaks].slice(0, 5)) console.log(`  ${line}`)
}
