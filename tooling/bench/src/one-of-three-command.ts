import { runOneOfThree, type OneFault } from './one-of-three.ts'

/** `npm run one-of-three -- 60 [fault…]`: one of three providers breaks for so many seconds, in every way. */
const faultSeconds = Number(process.argv[2] ?? 60)
const every: readonly OneFault[] = ['killed', 'hung', 'slow', 'errors']
const named = every.filter((fault) => process.argv.slice(3).includes(fault))
const faults = named.length > 0 ? named : every

for (const fault of faults) {
  const report = await runOneOfThree({ fault, faultSeconds })
  const { broken, requests, failures, leaks, attempts, p50Ms, p99Ms, lagP99Ms, shares } = report
  const success = (100 * (requests - failures.length)) / requests
  console.log(
    `${broken} ${fault}: ${String(requests)} requests, ${success.toFixed(2)} % answered, ${(attempts / requests).toFixed(3)} attempts each, ` +
      `${String(leaks.length)} leaks, p50 ${String(p50Ms)} ms, p99 ${String(p99Ms)} ms, ${JSON.stringify(shares)}, event loop late by ${String(lagP99Ms)} ms (p99)`,
  )
  for (const line of [...failures, ...leaks].slice(0, 5)) console.log(`  ${line}`)
}
