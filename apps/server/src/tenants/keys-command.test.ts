import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeEach, expect, test } from 'vitest'

import { runCommand } from '../cli/program.ts'
import type { Terminal } from '../cli/terminal.ts'
import { loadConfig } from '../config/load-config.ts'
import { createGateway } from '../create-gateway.ts'

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

let cwd = ''
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'signalbox-keys-'))
  folders.push(cwd)
})

const env = { K: 'sk-upstream-key' }
const providers = 'providers:\n  a: { adapter: openai, apiKey: "${K}" }\n'

async function run(...args: readonly string[]) {
  const out: string[] = []
  const err: string[] = []
  const terminal: Terminal = {
    env,
    cwd,
    out: (line) => void out.push(line),
    err: (line) => void err.push(line),
    color: false,
    onSignal: () => () => undefined,
    exit: () => undefined,
  }
  const code = await runCommand(args, {
    terminal,
    start: () => Promise.reject(new Error('nothing is started here')),
  })
  return { code, out: out.join('\n'), err: err.join('\n') }
}

function configure(text: string): void {
  writeFileSync(join(cwd, 'signalbox.yaml'), `version: 1\n${text}${providers}`)
}

// Port 9 is where nobody listens.
const nobody = 'server: { port: 9 }\n'

test('a key is made, shown once, listed, rotated and revoked in the store of the configuration', async () => {
  configure(nobody)
  const made = await run(
    'keys',
    'create',
    'acme',
    '--label',
    'web',
    '--rpm',
    '5',
    '--models',
    'a/*',
  )
  expect(made.code).toBe(0)
  expect(made.out).toMatch(/^sb-[0-9A-Za-z]{10}-/)
  const id = made.out.split('-')[1] ?? ''
  expect((await run('keys', 'list')).out).toBe(`${id}  acme  active  web`)
  const [row] = JSON.parse((await run('keys', 'list', '--json')).out) as Record<string, unknown>[]
  expect(row).toMatchObject({ id, limits: { rpm: 5 }, models: ['a/*'] })
  const rotated = await run('keys', 'rotate', id, '--overlap', '0s', '--json')
  expect(JSON.parse(rotated.out)).toMatchObject({ id, state: 'active' })
  expect((await run('keys', 'revoke', id)).code).toBe(0)
  expect((await run('keys', 'list', '--tenant', 'acme')).out).toContain('revoked')
  expect(await run('keys', 'list', '--tenant', 'other')).toMatchObject({ code: 0, out: '' })

  const { config } = await loadConfig(undefined, env, { cwd })
  const gateway = createGateway({ ...config, store: `sqlite:${join(cwd, 'data/signalbox.db')}` })
  const ask = (key: string) =>
    gateway.fetch(
      new Request('http://gateway/v1/models', { headers: { authorization: `Bearer ${key}` } }),
    )
  expect((await ask(made.out)).status).toBe(401)
  await gateway.close()
}, 120_000)

test('what cannot be done is said, with exit code 1', async () => {
  configure(nobody)
  expect(await run('keys', 'revoke', 'nobody')).toMatchObject({
    code: 1,
    err: expect.stringContaining('There is no key "nobody"'),
  })
  expect((await run('keys', 'rotate', 'x', '--overlap', 'soon')).err).toContain('is no span')
  expect((await run('keys', 'create', 'acme', '--rpm', 'many')).err).toContain('limits.rpm')
  expect((await run('keys', 'create', 'acme', '--expires', 'soon')).err).toContain('ISO time')
  configure(`${nobody}store: "memory:"\n`)
  expect((await run('keys', 'list')).err).toContain('start the gateway first')
}, 120_000)
