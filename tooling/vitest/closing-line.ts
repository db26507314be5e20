import type { Reporter, TestModule } from 'vitest/node'

/** Prints `N passed, N failed` as the last line, whatever else was printed. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    let passed = 0
    let failed = errors.length
    let skipped = 0
    for (const module of modules) {
      const tests = [...module.children.allTests()]
      if (module.state() === 'failed' && tests.length === 0) failed++
      for (const test of tests) {
        const { state } = test.result()
        if (state === 'passed') passed++
        else if (state === 'failed') failed++
        else skipped++
      }
    }
    const tail = skipped > 0 ? `, ${String(skipped)} skipped` : ''
    process.once('exit', () =>
      process.stdout.write(`\n${String(passed)} passed, ${String(failed)} failed${tail}\n`),
    )
  }
}
