import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

import { describe, expect, test } from 'vitest'

const program = `
import { registerHooks } from 'node:module'
const urls = []
registerHooks({
  load(url, context, next) {
    urls.push(url)
    return next(url, context)
  },
})
for (const url of process.argv.slice(1)) await import(url)
process.stdout.write(urls.join('\\n'))
process.exit()
`

/** Every module that a new process loads for some files of this folder. */
async function loadedFor(...files: readonly string[]): Promise<readonly string[]> {
  const urls = files.map((file) => new URL(file, import.meta.url).href)
  const args = ['--input-type=module', '--eval', program, '--', ...urls]
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 1e7 })
  return stdout.split('\n')
}

describe('what is loaded', () => {
  test('the command line knows its commands without their code', async () => {
    const loaded = await loadedFor('cli/program.ts')
    expect(loaded.some((url) => url.endsWith('cli/program.ts'))).toBe(true)
    expect(loaded.filter((url) => url.includes('/packages/'))).toEqual([])
    expect(loaded.length).toBeLessThan(50)
  })

  test('a gateway without a file loads nothing that only some configurations use', async () => {
    const loaded = await loadedFor('cli/up.ts', 'start.ts', 'create-gateway.ts')
    expect(loaded.some((url) => url.includes('/packages/safety/src/safety.ts'))).toBe(true)
    const unused =
      /\/node_modules\/(?:@opentelemetry\/(?!api\/)|ioredis|pg|pino|yaml)|\/(?:learned|vaults)\//
    expect(loaded.filter((url) => unused.test(url))).toEqual([])
  })
})
