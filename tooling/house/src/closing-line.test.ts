import { expect, test } from 'vitest'

import { scratch } from './scratch.ts'
import { root } from './tree.ts'

const head = "import { beforeAll, describe, expect, test } from 'vitest'\n"

async function closing(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  using place = scratch()
  place.write(files)
  const reporter = `--reporter=${root}/tooling/vitest/closing-line.ts`
  const { code, output } = await place.run('vitest', 'run', '--config=none.ts', reporter)
  return [...output.trimEnd().split('\n').filter(isOurs), `exit ${String(code)}`]
}

const isOurs = (line: string): boolean => /^(?:skipped|failed): |^\d+ passed, /u.test(line)

test('counts what passed, failed and was skipped, and names those that failed or were skipped', async () => {
  const lines = await closing({
    'none.ts': 'export default {}\n',
    'a.test.ts': `${head}test('fine', () => {})
test('broken', () => { expect(1).toBe(2) })
describe('group', () => { test('without an engine', (context) => { context.skip('no redis') }) })
test.todo('later')\n`,
  })
  expect(lines).toEqual([
    'failed: a.test.ts > broken',
    'skipped: a.test.ts > group > without an engine (no redis)',
    'skipped: a.test.ts > later',
    '1 passed, 1 failed, 2 skipped',
    'exit 1',
  ])
})

test('a module that does not load, a hook that throws and an unhandled error are failures', async () => {
  const lines = await closing({
    'none.ts': 'export default {}\n',
    'load.test.ts': "import './missing.ts'\n",
    'hook.test.ts': `${head}beforeAll(() => { throw new Error('hook') })\ntest('never runs', () => {})\n`,
    'late.test.ts': `${head}test('fine', async () => {
  setTimeout(() => { throw new Error('late') })
  await new Promise((resolve) => setTimeout(resolve, 50))
})\n`,
  })
  expect(lines).toEqual([
    'failed: outside any test: late',
    'failed: hook.test.ts: hook',
    expect.stringMatching(/^failed: load\.test\.ts: .*missing\.ts/u),
    'skipped: hook.test.ts > never runs',
    '1 passed, 3 failed, 1 skipped',
    'exit 1',
  ])
})

test('what did not end because its worker died is a failure', async () => {
  const lines = await closing({
    'none.ts': 'export default {}\n',
    'dies.test.ts': `${head}test('fine', () => {})
test('dies', async () => {
  await new Promise((resolve) => setTimeout(resolve, 200))
  process.kill(process.pid, 'SIGKILL')
  await new Promise(() => {})
})
test('never begins', () => {})\n`,
  })
  expect(lines).toEqual([
    expect.stringMatching(/^failed: outside any test: .*SIGKILL.*dies\.test\.ts/u),
    'failed: dies.test.ts > dies (did not end)',
    'failed: dies.test.ts > never begins (did not end)',
    '1 passed, 3 failed',
    'exit 1',
  ])
})
