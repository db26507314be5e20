import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import type { Config } from '../config/config.ts'
import { runCommand } from './program.ts'
import type { Terminal } from './terminal.ts'
import type { StartServer } from './up.ts'

let cwd: string
let lines: string[]
let errors: string[]
let exits: number[]
let signals: Map<string, () => void>
let swapped: Config[]
let closed: number

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'signalbox-up-'))
  lines = []
  errors = []
  exits = []
  signals = new Map()
  swapped = []
  closed = 0
})
afterEach(() => {
  rmSync(cwd, { recursive: true, force: true })
})

const terminal = (env: Record<string, string>): Terminal => ({
  env: { HOST: '', PORT: '', OPENAI_API_KEY: 'k', ...env },
  cwd,
  out: (line) => void lines.push(line),
  err: (line) => void errors.push(line),
  color: false,
  onSignal(name, listener) {
    signals.set(name, listener)
    return () => void signals.delete(name)
  },
  exit: (code) => void exits.push(code),
})

const start: StartServer = async ({ config: { server } }) => ({
  url: `http://${server.host}:${server.port}`,
  close: async () => void closed++,
  swap: (config) => void swapped.push(config),
})

function run(
  args: string[] = [],
  env: Record<string, string> = {},
  starter = start,
): Promise<number> {
  return runCommand(args, { terminal: terminal(env), start: starter })
}

const ready = () => vi.waitFor(() => expect(lines.length).toBeGreaterThan(1), 4000)

describe('up', () => {
  test('says once where it listens, what it found and what to try, and drains on SIGTERM', async () => {
    const running = run(['--port', '4401'], { GROQ_API_KEY: 'g', COHERE_API_KEY: 'c' })
    await ready()
    const text = lines.join('\n')
    expect(text.match(/signalbox listening on http:\/\/127\.0\.0\.1:4401$/gm)).toHaveLength(1)
    expect(text).toContain('openai (openai, env OPENAI_API_KEY)')
    expect(text).toContain('groq (groq, env GROQ_API_KEY)')
    expect(text).toContain('cohere (cohere, env COHERE_API_KEY)')
    expect(text).toContain('curl http://127.0.0.1:4401/v1/chat/completions')
    expect(text).toContain('"model":"auto"')
    expect(text).not.toContain('DEMO')
    signals.get('SIGTERM')?.()
    expect(await running).toBe(0)
    expect([closed, exits]).toEqual([1, []])
  })

  test('says DEMO when simulated providers answer', async () => {
    const running = run([], { OPENAI_API_KEY: '' })
    await ready()
    expect(lines.join('\n')).toContain('sim-anthropic (DEMO, simulated)')
    expect(lines.join('\n')).toContain('DEMO: no provider key was found')
    signals.get('SIGINT')?.()
    expect(await running).toBe(0)
  })

  test('a second SIGTERM exits at once', async () => {
    const slow: StartServer = async (options) => ({
      ...(await start(options)),
      close: () => new Promise(() => undefined),
    })
    void run([], {}, slow)
    await ready()
    signals.get('SIGTERM')?.()
    expect(exits).toEqual([])
    signals.get('SIGTERM')?.()
    expect(exits).toEqual([1])
  })

  test.each([
    ['EADDRINUSE', '127.0.0.1:4400 is already in use'],
    ['EACCES', 'not permitted'],
    ['EADDRNOTAVAIL', 'no address of this machine'],
  ])('%s is told as a sentence', async (code, message) => {
    const failing: StartServer = () => Promise.reject(Object.assign(new Error('listen'), { code }))
    expect(await run([], {}, failing)).toBe(1)
    expect(errors.join('\n')).toContain(message)
    expect(lines).toEqual([])
  })

  test('any other failure to start is thrown on', async () => {
    await expect(run([], {}, () => Promise.reject(new Error('a defect')))).rejects.toThrow(
      'a defect',
    )
  })
})

describe('an address that others reach', () => {
  test.each(['0.0.0.0', '::', '192.0.2.1', 'example.test'])('%s is refused', async (host) => {
    expect(await run(['--host', host])).toBe(1)
    expect(errors.join('\n')).toContain('Set server.adminKey')
    expect(lines).toEqual([])
  })

  test.each(['127.0.0.1', '127.8.8.8', '::1', 'localhost'])('%s is not one', async (host) => {
    const running = run(['--host', host])
    await ready()
    signals.get('SIGTERM')?.()
    expect(await running).toBe(0)
  })

  test('is accepted with an admin key, which the example then sends', async () => {
    const running = run(['--host', '0.0.0.0'], { SIGNALBOX_ADMIN_KEY: 'adm-secret' })
    await ready()
    expect(lines.join('\n')).toContain('authorization: Bearer $SIGNALBOX_ADMIN_KEY')
    expect(lines.join('\n')).not.toContain('adm-secret')
    signals.get('SIGTERM')?.()
    expect(await running).toBe(0)
  })
})

test('the example sends a key of a tenant where there are tenants', async () => {
  const tenants = 'tenants: { acme: { keys: [ { id: a, value: a-key-of-acme-0123456789 } ] } }'
  const text = `version: 1\nserver: { adminKey: adm-secret }\nproviders: { one: { adapter: ollama } }\n${tenants}\n`
  writeFileSync(join(cwd, 'signalbox.yaml'), text)
  const running = run()
  await ready()
  expect(lines.join('\n')).toContain('authorization: Bearer $KEY_OF_A_TENANT')
  signals.get('SIGTERM')?.()
  expect(await running).toBe(0)
})

test('a changed file is swapped in, a bad one refused, and SIGHUP reloads', async () => {
  const file = join(cwd, 'signalbox.yaml')
  const text = (name: string): string => `version: 1\nproviders:\n  ${name}: { adapter: ollama }\n`
  writeFileSync(file, text('one'))
  const running = run()
  await ready()
  writeFileSync(file, text('two'))
  await vi.waitFor(
    () => expect(swapped.map(({ providers }) => providers[0]!.name)).toEqual(['two']),
    1000,
  )
  expect(lines).toContain('configuration reloaded')
  writeFileSync(file, 'version: 3\n')
  await vi.waitFor(() => expect(errors.join('\n')).toContain('the last good one stays'), 1000)
  expect(errors.join('\n')).toContain('signalbox.yaml:1:10  version')
  expect(swapped).toHaveLength(1)
  writeFileSync(file, text('two'))
  await vi.waitFor(() => expect(swapped).toHaveLength(2), 1000)
  signals.get('SIGHUP')?.()
  await vi.waitFor(() => expect(swapped).toHaveLength(3), 1000)
  signals.get('SIGTERM')?.()
  expect(await running).toBe(0)
  expect(signals.has('SIGHUP')).toBe(false)
})

test('a reload cannot open a reachable address, and tells that a new address takes a restart', async () => {
  const file = join(cwd, 'signalbox.yaml')
  const text = (server: string): string => `version: 1\nserver: { ${server} }\n`
  writeFileSync(file, text('host: 0.0.0.0, adminKey: "${K}"'))
  const running = run([], { K: 'adm-secret' })
  await ready()
  writeFileSync(file, text('host: 127.0.0.1'))
  await vi.waitFor(() => expect(errors.join('\n')).toContain('Refusing to listen on 0.0.0.0'), 1000)
  expect(swapped).toEqual([])
  writeFileSync(file, text('host: 0.0.0.0, port: 9, adminKey: "${K}"'))
  await vi.waitFor(() => expect(errors.join('\n')).toContain('takes a restart'), 1000)
  expect(swapped).toHaveLength(1)
  signals.get('SIGTERM')?.()
  expect(await running).toBe(0)
})

test('simulate runs the simulated providers until a signal', async () => {
  const running = run(['simulate', '--port', '0', '--seed', '7'])
  await ready()
  const url = /on (http:\S+) \(DEMO\)/.exec(lines.join('\n'))?.[1] ?? ''
  expect((await fetch(`${url}/journal`)).status).toBe(200)
  signals.get('SIGTERM')?.()
  expect(await running).toBe(0)
  await expect(fetch(`${url}/journal`)).rejects.toThrow('fetch failed')
})
