import { spawn } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** What became of the tests that were asked for. */
export interface TestRun {
  readonly passed: readonly string[]
  readonly failed: readonly string[]
  /** It took longer than any test may. */
  readonly hung: boolean
}

const longestMs = 180_000

/** Runs the tests of some files whose full names match a pattern. */
export async function runTests(
  root: string,
  files: readonly string[],
  pattern: string,
): Promise<TestRun> {
  const report = join(root, 'safety-threats-report.json')
  await rm(report, { force: true })
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const options = ['-t', pattern, '--reporter=json', `--outputFile=${report}`]
  const child = spawn(process.execPath, [vitest, 'run', ...files, ...options], {
    cwd: root,
    stdio: 'ignore',
    timeout: longestMs,
    killSignal: 'SIGKILL',
  })
  const signal = await new Promise<string | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (_code, by) => {
      resolve(by)
    })
  })
  if (signal !== null) return { passed: [], failed: [], hung: true }
  const { testResults } = JSON.parse(await readFile(report, 'utf8')) as Report
  const all = testResults.flatMap(({ assertionResults }) => assertionResults)
  const named = (status: string) =>
    all.filter((test) => test.status === status).map(({ fullName }) => fullName)
  return { passed: named('passed'), failed: named('failed'), hung: false }
}

interface Report {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[]
  }[]
}
