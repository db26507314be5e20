import { execFile, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'

const main = fileURLToPath(new URL('../main.ts', import.meta.url))
const secret = 'sk-ant-never-show-this-1234567890'
// Every test starts processes, on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000 })

let cwd: string

beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'signalbox-cli-'))
  write(
    'good.yaml',
    'version: 1\nproviders:\n  claude: { adapter: anthropic, apiKey: "${K}" }\nmodels:\n  fast: { targets: [claude/claude-haiku-4-5] }\n',
  )
  write('bad.yaml', 'version: 1\nserver:\n  port: 99999\n')
  write('literal.yaml', `version: 1\nproviders:\n  a: { adapter: anthropic, apiKey: ${secret} }\n`)
})
afterAll(() => {
  rmSync(cwd, { recursive: true, force: true })
})

function write(name: string, text: string): void {
  writeFileSync(join(cwd, name), text)
}

interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

function signalbox(
  args: readonly string[],
  env: Record<string, string> = {},
  dir = cwd,
): Promise<Ran> {
  return new Promise((resolve) => {
    const options = { cwd: dir, env: { PATH: process.env['PATH'], ...env } }
    const child = execFile(process.execPath, [main, ...args], options, (_error, out, err) => {
      resolve({ code: child.exitCode ?? -1, out, err })
    })
  })
}

test('a reader that leaves ends a command, and is no failure', async () => {
  const ended = await new Promise<Omit<Ran, 'out'>>((resolve) => {
    const child = spawn(process.execPath, [main, 'models', '--prices'], { cwd, env: {} })
    child.stdout.destroy()
    let err = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text))
    child.on('close', (code) => {
      resolve({ code: code ?? -1, err })
    })
  })
  expect(ended).toEqual({ code: 0, err: '' })
})

describe('check', () => {
  test('exits 0 on a good file and 1 on a bad one, with its place', async () => {
    const [good, bad] = await Promise.all([
      signalbox(['check', 'good.yaml'], { K: secret }),
      signalbox(['check', 'bad.yaml']),
    ])
    expect(good).toMatchObject({ code: 0, err: '' })
    expect(good.out).toContain('has 1 provider, 1 model name')
    expect(bad).toMatchObject({ code: 1, out: '' })
    expect(bad.err).toBe(
      'bad.yaml:3:9  server.port  Too big: at most 65535\n      3 |   port: 99999\n        |         ^\n1 error\n',
    )
  })

  test('--json is one JSON value either way', async () => {
    const [good, bad] = await Promise.all([
      signalbox(['check', 'good.yaml', '--json'], { K: 'k' }),
      signalbox(['check', '--json', 'bad.yaml']),
    ])
    expect(JSON.parse(good.out)).toEqual({ ok: true, errors: [], warnings: [] })
    expect([good.code, bad.code]).toEqual([0, 1])
    expect(JSON.parse(bad.out)).toMatchObject({
      ok: false,
      errors: [{ file: 'bad.yaml', line: 3, column: 9, path: 'server.port' }],
    })
  })

  test('a warning passes, and is refused with --strict; the secret is in neither', async () => {
    const [usual, strict] = await Promise.all([
      signalbox(['check', 'literal.yaml']),
      signalbox(['check', 'literal.yaml', '--strict']),
    ])
    expect([usual.code, strict.code]).toEqual([0, 1])
    expect(usual.err).toContain('warning: a secret stands in the file')
    expect(usual.out + usual.err + strict.out + strict.err).not.toContain(secret)
  })

  test('a missing variable is named with its place', async () => {
    const { code, err } = await signalbox(['check', 'good.yaml'])
    expect(code).toBe(1)
    expect(err).toContain(
      'good.yaml:3:41  providers.claude.apiKey  the environment variable K is not set',
    )
  })
})

describe('reading commands', () => {
  test('models lists what can be named', async () => {
    const [table, json] = await Promise.all([
      signalbox(['models', '-c', 'good.yaml'], { K: 'k' }),
      signalbox(['models', '--json', '--config', 'good.yaml'], { K: 'k' }),
    ])
    expect(table.code).toBe(0)
    expect(table.out).toMatch(/^fast +signalbox +claude\/claude-haiku-4-5$/m)
    const { models } = JSON.parse(json.out) as { models: { id: string }[] }
    expect(models.map(({ id }) => id).slice(0, 3)).toEqual([
      'auto',
      'fast',
      'claude/claude-haiku-4-5',
    ])
  })

  test('config print shows values and origins, never a secret', async () => {
    const [text, json] = await Promise.all([
      signalbox(['config', 'print', '--config', 'good.yaml'], { K: secret, PORT: '5' }),
      signalbox(['config', 'print', '--json'], { SIGNALBOX_CONFIG: 'good.yaml', K: secret }),
    ])
    expect(text.out).toContain('server.port: 5  (env PORT)')
    expect(text.out).toContain('providers.claude.apiKey: [secret]  (good.yaml:3:41, env K)')
    const { origin, values } = JSON.parse(json.out) as { origin: unknown; values: unknown[] }
    expect(origin).toMatchObject({ kind: 'file' })
    expect(values).toContainEqual({ path: 'server.port', value: 4400, origin: 'default' })
    expect(text.out + json.out).not.toContain(secret)
  })

  test('a bad file makes them exit 1 with the same report', async () => {
    const ran = await Promise.all([
      signalbox(['models', '-c', 'bad.yaml']),
      signalbox(['config', 'print', '-c', 'none.yaml']),
      signalbox(['up', '-c', 'bad.yaml']),
      signalbox(['-c', 'bad.yaml']),
    ])
    expect(ran.map(({ code }) => code)).toEqual([1, 1, 1, 1])
    expect(ran[0].err).toContain('bad.yaml:3:9')
    expect(ran[1].err).toContain('none.yaml  there is no such file')
    expect(ran[3].err).toContain('bad.yaml:3:9')
  })

  test('no colour codes without a terminal', async () => {
    const { out, err } = await signalbox(['check', 'bad.yaml'])
    expect(out + err).not.toContain('\u001B[')
  })
})

describe('usage', () => {
  test('--help, version and help exit 0', async () => {
    const [help, version, flag] = await Promise.all([
      signalbox(['--help']),
      signalbox(['version']),
      signalbox(['--version']),
    ])
    expect([help.code, version.code, flag.code]).toEqual([0, 0, 0])
    for (const name of ['up', 'init', 'check', 'models', 'simulate', 'config', 'version'])
      expect(help.out).toMatch(new RegExp(`^ {2}${name} `, 'm'))
    expect(version.out).toMatch(/^\d+\.\d+\.\d+\n$/)
    expect(flag.out).toBe(version.out)
  })

  test.each([
    [['modles'], 'unknown command "modles" (did you mean "models"?)'],
    [['check', '--bogus'], 'unknown option'],
    [['--port', 'x'], 'It must be a number from 0 to 65535'],
    [['simulate'], 'required option'],
    [['check', 'a', 'b'], 'too many arguments'],
  ])('%j exits 2', async (args, message) => {
    const { code, err } = await signalbox(args)
    expect(err).toContain(message)
    expect(code).toBe(2)
  })
})

test('init writes a file that passes check, once', async () => {
  const dir = mkdtempSync(join(cwd, 'init-'))
  const env = { MISTRAL_API_KEY: secret }
  expect((await signalbox(['init'], env, dir)).code).toBe(0)
  const text = readFileSync(join(dir, 'signalbox.yaml'), 'utf8')
  expect(text).toContain('  mistral: { adapter: mistral, apiKey: "${MISTRAL_API_KEY}" }')
  expect(text).not.toContain(secret)
  const [checked, again] = await Promise.all([
    signalbox(['check'], env, dir),
    signalbox(['init'], env, dir),
  ])
  expect([checked.code, again.code]).toEqual([0, 1])
  const bare = mkdtempSync(join(cwd, 'init-'))
  await signalbox(['init'], {}, bare)
  expect((await signalbox(['check', '--strict'], {}, bare)).code).toBe(0)
})
