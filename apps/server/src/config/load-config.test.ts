import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'

import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { ConfigError } from './config-error.ts'
import { describeConfig } from './describe-config.ts'
import { loadConfig, type LoadOptions } from './load-config.ts'
import type { LoadedConfig } from './loaded-config.ts'

let cwd: string
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'signalbox-config-'))
})
afterEach(() => {
  rmSync(cwd, { recursive: true, force: true })
})

const probeOllama = async () => undefined
const secret = 'sk-ant-never-show-this-1234567890'

function write(name: string, text: string): string {
  writeFileSync(join(cwd, name), text)
  return name
}

function load(
  path: string | undefined,
  env: Record<string, string> = {},
  options: LoadOptions = {},
): Promise<LoadedConfig> {
  return loadConfig(path, env, { cwd, probeOllama, ...options })
}

const full = `version: 1
server: { host: 127.0.0.1, port: "\${P:-4400}", adminKey: "\${ADMIN}" }
providers:
  openai: { adapter: openai, apiKey: \${OPENAI_API_KEY}, api: chat }
  claude: { adapter: anthropic, keys: [ { id: a, value: "\${A}" }, { id: b, value: "\${file:./b.txt}" } ] }
  lab: { adapter: vllm, baseUrl: http://10.0.0.5:8000/v1/, tags: [local], timeouts: { connectMs: \${C:-1000}, idleMs: 20000 } }
  eu: { adapter: vertex, apiKey: "\${A}", project: p, region: europe-west4 }
models:
  support:
    targets: [ openai/gpt-4o-mini, { target: claude/claude-haiku-4-5, weight: 2 }, lab/meta/llama ]
`
const env = { OPENAI_API_KEY: 'key-one', A: 'key-a', ADMIN: 'admin-key' }

describe('a good file', () => {
  test('becomes a configuration with its references resolved', async () => {
    write('b.txt', 'key-b\n')
    const { config, origin, warnings } = await load(write('signalbox.yaml', full), env)
    expect(warnings).toEqual([])
    expect(origin).toMatchObject({ kind: 'file', file: join(cwd, 'signalbox.yaml') })
    expect(config.server).toMatchObject({ host: '127.0.0.1', port: 4400 })
    expect(config.server.adminKey?.reveal()).toBe('admin-key')
    const [openai, claude, lab, eu] = config.providers
    expect(openai).toMatchObject({ name: 'openai', adapter: 'openai', api: 'chat', demo: false })
    expect(openai!.keys.map(({ id, value }) => [id, value.reveal()])).toEqual([
      ['default', 'key-one'],
    ])
    expect(claude!.keys.map(({ id, value }) => [id, value.reveal()])).toEqual([
      ['a', 'key-a'],
      ['b', 'key-b'],
    ])
    expect(lab).toMatchObject({
      baseUrl: 'http://10.0.0.5:8000/v1',
      tags: ['local'],
      timeouts: { connectMs: 1000, idleMs: 20000 },
      keys: [],
    })
    expect(eu).toMatchObject({ project: 'p', region: 'europe-west4' })
    expect(config.models).toEqual([
      {
        name: 'support',
        targets: [
          { provider: 'openai', model: 'gpt-4o-mini' },
          { provider: 'claude', model: 'claude-haiku-4-5', weight: 2 },
          { provider: 'lab', model: 'meta/llama' },
        ],
      },
    ])
  })

  test('is found under its usual names, by SIGNALBOX_CONFIG, and by path', async () => {
    write('signalbox.json', '{"version":1,"server":{"port":1001}}')
    expect((await load(undefined)).config.server.port).toBe(1001)
    write('signalbox.yaml', 'version: 1\nserver: { port: 1002 }\n')
    expect((await load(undefined)).config.server.port).toBe(1002)
    write('other.yaml', 'version: 1\nserver: { port: 1003 }\n')
    expect((await load(undefined, { SIGNALBOX_CONFIG: 'other.yaml' })).config.server.port).toBe(
      1003,
    )
    expect((await load('signalbox.json')).config.server.port).toBe(1001)
  })

  test('without providers takes those of the environment', async () => {
    const text = 'version: 1\nmodels: { fast: { targets: [groq/llama-3.1-8b-instant] } }\n'
    const { config } = await load(write('signalbox.yaml', text), { GROQ_API_KEY: 'g' })
    expect(config.providers.map(({ name }) => name)).toEqual(['groq'])
    expect(config.models.map(({ name }) => name)).toEqual(['fast'])
    const error = load('signalbox.yaml', { OPENAI_API_KEY: 'o' })
    await expect(error).rejects.toThrow('no provider is named "groq" (there are: openai)')
  })

  test('may be TypeScript, and is read again after a change', () => {
    // In a process of its own: Node strips the types there, not the test runner.
    const script = `
      import { writeFileSync } from 'node:fs'
      import { setTimeout } from 'node:timers/promises'
      import { loadConfig } from ${JSON.stringify(new URL('load-config.ts', import.meta.url).href)}
      const load = async (port) => {
        const text = "const port: number = " + port + "\\nexport default { version: 1, server: { port }, providers: { a: { adapter: 'openai', apiKey: '$" + "{K}' } } }"
        writeFileSync('signalbox.config.ts', text)
        const { config } = await loadConfig(undefined, { K: 'k' })
        console.log(config.server.port, config.providers[0].keys[0].value.reveal())
      }
      await load(1004)
      await setTimeout(20)
      await load(1005)`
    const args = ['--input-type=module', '--eval', script]
    expect(execFileSync(process.execPath, args, { cwd, encoding: 'utf8' })).toBe('1004 k\n1005 k\n')
  })

  test('keeps its order, however names look', async () => {
    const text =
      'version: 1\nproviders:\n  z: { adapter: ollama }\n  b.1: { adapter: ollama }\n  a: { adapter: ollama }\n'
    const { config } = await load(write('signalbox.yaml', text))
    expect(config.providers.map(({ name }) => name)).toEqual(['z', 'b.1', 'a'])
  })
})

describe('host and port', () => {
  const text = 'version: 1\nserver: { host: 127.0.0.2, port: 1000 }\n'

  test('come from flags before the environment before the file', async () => {
    write('signalbox.yaml', text)
    const { server: file } = (await load(undefined)).config
    expect(file).toEqual({ host: '127.0.0.2', port: 1000 })
    const fromEnv = await load(undefined, { PORT: '2000', HOST: '::1' })
    expect(fromEnv.config.server).toEqual({ host: '::1', port: 2000 })
    expect(fromEnv.origin.values.get('server.port')).toBe('env PORT')
    const flags = await load(undefined, { PORT: '2000' }, { port: 0, host: 'localhost' })
    expect(flags.config.server).toEqual({ host: 'localhost', port: 0 })
  })

  test.each(['x', '70000', '-1', '1.5'])('a PORT of %s is refused', async (PORT) => {
    await expect(load(undefined, { PORT })).rejects.toThrow('PORT  must be a number')
  })
})

describe('a file that cannot be read', () => {
  test('is an error that says so', async () => {
    await expect(load('none.yaml')).rejects.toThrow('none.yaml  there is no such file')
    await expect(load('.')).rejects.toThrow('is a directory')
    write('a.config.ts', 'export const x = 1\n')
    await expect(load('a.config.ts')).rejects.toThrow('has no default export')
    write('b.config.ts', 'export default {\n')
    await expect(load('b.config.ts')).rejects.toThrow('b.config.ts  cannot be read')
  })
})

test('an error shows the line and a caret under the place', async () => {
  write('signalbox.yaml', 'version: 1\nserver:\n  port: 99999\n')
  const error = await load(undefined).catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(ConfigError)
  expect((error as ConfigError).message).toBe(
    [
      'signalbox.yaml:3:9  server.port  Too big: at most 65535',
      '      3 |   port: 99999',
      '        |         ^',
    ].join('\n'),
  )
})

describe('secrets', () => {
  test('written into the file are a warning', async () => {
    const text = `version: 1\nproviders:\n  a: { adapter: anthropic, apiKey: ${secret} }\n`
    const { warnings } = await load(write('signalbox.yaml', text))
    expect(warnings.map(({ line, column, path }) => [line, column, path])).toEqual([
      [3, 36, 'providers.a.apiKey'],
    ])
    expect(JSON.stringify(warnings)).not.toContain(secret)
  })

  test('are hidden in the configuration and its description', async () => {
    const text = `version: 1\nserver: { adminKey: \${S} }\nproviders:\n  a: { adapter: anthropic, apiKey: \${S} }\n  b: { adapter: openai, keys: [ { id: x, value: \${S} } ] }\n`
    const loaded = await load(write('signalbox.yaml', text), { S: secret })
    const shown = [
      inspect(loaded, { depth: 20 }),
      JSON.stringify(loaded),
      JSON.stringify(describeConfig(loaded)),
    ]
    for (const output of shown) expect(output).not.toContain(secret)
  })

  test.each([
    `version: 1\nproviders:\n  a: { adapter: anthropc, apiKey: ${secret} }\n`,
    `version: 1\nproviders:\n  a: { adapter: anthropic, apikey: "${secret}" }\n`,
    `version: 1\nproviders:\n  a: { adapter: anthropic, apiKey: ["${secret}"] }\n`,
    `version: 1\nproviders:\n  a: { adapter: anthropic, apiKey: "${secret}\n`,
    `version: 1\nproviders:\n  a: { adapter: anthropic, apiKey: ${secret}\n`,
    `version: 1\nproviders:\n  a: { adapter: anthropic, apiKey: *${secret} }\n`,
    `version: 1\nproviders:\n  a: { adapter: ${secret} }\n`,
    `version: 1\nproviders:\n  a: { ${secret}: 1, adapter: ollama }\n`,
    `version: 1\nproviders:\n  ${secret}/: { adapter: ollama }\n`,
    `version: 1\nproviders:\n  a: { adapter: ollama, baseUrl: "${secret}" }\n`,
    `version: 1\nproviders:\n  a: { adapter: ollama, baseUrl: "\${S}" }\n`,
    `version: 1\nproviders:\n  a: { adapter: "\${S}" }\n`,
    `version: 1\nmodels:\n  x: { targets: ["\${S}/x"] }\n`,
    `{"version":1,"providers":{"a":{"adapter":"openai","apiKey":"${secret}",}}} }`,
  ])('are in no error of %#', async (text) => {
    write('signalbox.yaml', text)
    const error = await load(undefined, { S: secret }).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(ConfigError)
    expect((error as ConfigError).message).not.toContain(secret)
    expect(JSON.stringify((error as ConfigError).issues)).not.toContain(secret)
  })

  test('are in no error of a TypeScript file', async () => {
    const text = `export default { version: 1, providers: { a: { adapter: 'x', apiKey: '${secret}' } } }\n`
    write('signalbox.config.ts', text)
    await expect(load(undefined)).rejects.toThrow(
      'signalbox.config.ts  providers.a.adapter  must be',
    )
    const error = await load(undefined).catch((caught: unknown) => caught)
    expect(String(error)).not.toContain(secret)
  })

  test.each([
    'keys: [ { id: ID, value: ID } ]',
    'keys: [ { id: a, valeu: ID } ]',
    'apiKy: ID',
    'aipKey: "ID"',
  ])('a secret without a known look is hidden too: %s', async (fields) => {
    const odd = 'correcthorsebatterystaple'
    const text = `version: 1\nproviders:\n  a: { adapter: x, ${fields.replaceAll('ID', odd)} }\n`
    write('signalbox.yaml', text)
    const error = await load(undefined).catch((caught: unknown) => caught)
    expect(String(error)).not.toContain(odd)
  })
})

test('every value is described with where it comes from', async () => {
  write('b.txt', 'key-b')
  const loaded = await load(write('signalbox.yaml', full), { ...env, PORT: '1' })
  const origins = Object.fromEntries(
    describeConfig(loaded).map(({ path, value, origin }) => [path, `${value} (${origin})`]),
  )
  expect(origins).toMatchObject({
    'server.host': '127.0.0.1 (signalbox.yaml:2:17)',
    'server.port': '1 (env PORT)',
    'server.adminKey': '[secret] (signalbox.yaml:2:58, env ADMIN)',
    'providers.openai.apiKey': '[secret] (signalbox.yaml:4:38, env OPENAI_API_KEY)',
    'providers.claude.keys.1.value': '[secret] (signalbox.yaml:5:83, file ./b.txt)',
    'providers.claude.api': 'auto (default)',
    'providers.lab.timeouts.connectMs': '1000 (signalbox.yaml:6:98, default of C)',
    'models.support.targets.1': 'claude/claude-haiku-4-5 (weight 2) (signalbox.yaml:10:36)',
  })
})
