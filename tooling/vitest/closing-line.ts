import type { Reporter, TestModule, TestResult } from 'vitest/node'

/** Names what was skipped and prints `N passed, N failed` as the last line, whatever else was printed. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const counts = { passed: 0, failed: errors.length }
    const skipped: string[] = []
    for (const module of modules) count(module, counts, skipped)
    const named = skipped.map((name) => `skipped: ${name}\n`).join('')
    const tail = skipped.length > 0 ? `, ${String(skipped.length)} skipped` : ''
    const line = `${String(counts.passed)} passed, ${String(counts.failed)} failed${tail}`
    process.once('exit', () => process.stdout.write(`\n${named}${line}\n`))
  }
}

function count(
  module: TestModule,
  counts: { passed: number; failed: number },
  skipped: string[],
): void {
  let failed = module.errors().length
  for (const suite of module.children.allSuites()) failed += suite.errors().length
  for (const test of module.children.allTests()) {
    const result = test.result()
    if (result.state === 'passed') counts.passed++
    else if (result.state === 'failed') failed++
    else skipped.push(`${module.relativeModuleId} > ${test.fullName}${reason(result)}`)
  }
  // A module that failed without a failing test (it did not load, a hook threw) still counts.
  counts.failed += failed === 0 && module.state() === 'failed' ? 1 : failed
}

function reason(result: TestResult): string {
  return result.state === 'skipped' && result.note !== undefined ? ` (${result.note})` : ''
}
