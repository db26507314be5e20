import type { Reporter, TestCase, TestModule } from 'vitest/node'

interface Outcome {
  passed: number
  readonly failed: string[]
  readonly skipped: string[]
}

/**
 * Names what failed and what was skipped, and prints `N passed, N failed` as the last line, whatever
 * else was printed. A test that never ended failed: its worker died under it.
 */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const outcome: Outcome = { passed: 0, failed: errors.map(unhandled), skipped: [] }
    for (const module of modules) readModule(module, outcome)
    const { passed, failed, skipped } = outcome
    const tail = skipped.length > 0 ? `, ${String(skipped.length)} skipped` : ''
    const lines = [
      ...failed.map((name) => `failed: ${name}`),
      ...skipped.map((name) => `skipped: ${name}`),
      `${String(passed)} passed, ${String(failed.length)} failed${tail}`,
    ]
    process.once('exit', () => process.stdout.write(`\n${lines.join('\n')}\n`))
  }
}

function readModule(module: TestModule, outcome: Outcome): void {
  const before = outcome.failed.length
  const name = module.relativeModuleId
  for (const error of module.errors()) outcome.failed.push(`${name}: ${messageOf(error)}`)
  for (const suite of module.children.allSuites()) {
    for (const error of suite.errors()) {
      outcome.failed.push(`${name} > ${suite.fullName}: ${messageOf(error)}`)
    }
  }
  for (const test of module.children.allTests()) readTest(test, name, outcome)
  // A module that failed without a failing test (it did not load, a hook threw) still counts.
  if (module.state() === 'failed' && outcome.failed.length === before) outcome.failed.push(name)
}

function readTest(test: TestCase, module: string, outcome: Outcome): void {
  const name = `${module} > ${test.fullName}`
  const result = test.result()
  if (result.state === 'passed') outcome.passed++
  else if (result.state === 'failed') outcome.failed.push(name)
  else if (result.state === 'pending') outcome.failed.push(`${name} (did not end)`)
  else outcome.skipped.push(result.note === undefined ? name : `${name} (${result.note})`)
}

function unhandled(error: unknown): string {
  return `outside any test: ${messageOf(error)}`
}

/** The first line of what was thrown, and of what caused it. */
function messageOf(error: unknown): string {
  if (!(error instanceof Object && 'message' in error)) return String(error)
  const first = String(error.message).split('\n', 1)[0] ?? ''
  return 'cause' in error && error.cause !== undefined
    ? `${first} (${messageOf(error.cause)})`
    : first
}
