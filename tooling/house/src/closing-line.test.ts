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

const isOurs = (line: string): boolean => /^skipped: |passed|failed/u.test(line)

test('counts what passed, failed and was skipped, and names the skipped with their reason', async () => {
  const lines = await closing({
    'none.ts': 'export default {}\n',
    'a.test.ts': `${head}test('fine', () => {})
test('broken', () => { expect(1).toBe(2) })
describe('group', () => { test('without an engine', (context) => { context.skip('no redis') }) })
test.todo('later')\n`,
  })
  expect(lines).toEqual([
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
    'skipped: hook.test.ts > never runs',
    '1 passed, 3 failed, 1 skipped',
    'exit 1',
  ])
})
