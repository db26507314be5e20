import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { simulate, type Simulator } from '@signalbox/simulator'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'

import { runCommand } from '../cli/program.ts'
import type { Terminal } from '../cli/terminal.ts'
import { parseConfig } from '../config/parse-config.ts'
import { createGateway, type Gateway } from '../create-gateway.ts'
import { readEvents } from './read-events.ts'

vi.setConfig({ testTimeout: 30_000 })

let cwd: string
let lines: string[]
let errors: string[]
let signals: Map<string, () => void>
let simulator: Simulator
const servers: Server[] = []

beforeAll(async () => {
  simulator = await simulate({ port: 0, seed: 1 })
})
afterAll(async () => {
  await simulator.close()
})
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'signalbox-operations-'))
  lines = []
  errors = []
  signals = new Map()
})
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
  rmSync(cwd, { recursive: true, force: true })
})

function run(args: readonly string[], env: Record<string, string> = {}): Promise<number> {
  const terminal: Terminal = {
    env,
    cwd,
    out: (line) => void lines.push(line),
    err: (line) => void errors.push(line),
    color: false,
    onSignal(name, listener) {
      signals.set(name, listener)
      return () => void signals.delete(name)
    },
    exit: () => undefined,
  }
  return runCommand(args, {
    terminal,
    start: () => Promise.reject(new Error('no command here starts a gateway')),
  })
}

async function serve(listener: Parameters<typeof createServer>[1]): Promise<number> {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

const write = (text: string) => {
  writeFileSync(join(cwd, 'signalbox.yaml'), text)
}

interface Report {
  readonly ok: boolean
  readonly checks: readonly { check: string; state: string; detail: string }[]
}
const report = () => JSON.parse(lines.join('\n')) as Report
const stateOf = (check: string) => report().checks.find((each) => each.check === check)

describe('doctor', () => {
  /** Answers lists of models to one key only. */
  const provider = (seen: string[], date?: string) =>
    serve((request, response) => {
      seen.push(`${String(request.method)} ${String(request.url)}`)
      if (date !== undefined) response.setHeader('date', date)
      const key = request.headers['x-api-key'] ?? request.headers.authorization
      response.writeHead(key === 'good-key' || key === 'Bearer good-key' ? 200 : 401)
      response.end('{"data":[]}')
    })
  // A file of SQLite is slow to open on a busy machine: one test has it.
  const file = (port: number, more = '', key = 'good-key') => `version: 1
server: { port: 1 }
${more.includes('store:') ? '' : 'store: "memory:"'}
providers:
  main: { adapter: openai, apiKey: "${key}", baseUrl: "http://127.0.0.1:${String(port)}/v1" }
${more}`

  test('finds nothing wrong where nothing is', async () => {
    const seen: string[] = []
    write(file(await provider(seen), 'store: sqlite:./a.db'))
    expect(await run(['doctor', '--json'])).toBe(0)
    expect(report().ok).toBe(true)
    expect(stateOf('provider main, key default')).toMatchObject({ state: 'ok' })
    expect(stateOf('store')).toMatchObject({ state: 'ok', detail: 'sqlite:./a.db' })
    expect(stateOf('clock')).toMatchObject({ state: 'ok' })
    expect(seen).toEqual(['GET /v1/models'])
    expect(lines.join('\n')).not.toContain('good-key')
  })

  test('asks each vendor for its models in its own way, with every key', async () => {
    const seen: string[] = []
    const port = await provider(seen)
    write(
      file(
        port,
        `  claude: { adapter: anthropic, keys: [{ id: a, value: good-key }, { id: b, value: "env:BAD" }], baseUrl: "http://127.0.0.1:${String(port)}" }\n`,
      ),
    )
    expect(await run(['doctor', '--json'])).toBe(1)
    expect(stateOf('provider claude, key a')).toMatchObject({ state: 'ok' })
    expect(stateOf('provider claude, key b')).toMatchObject({ state: 'fail' })
    expect(seen).toContain('GET /v1/models')
  })

  test.each([
    ['a refused key', (port: number) => file(port, '', 'wrong'), 'provider main, key default'],
    ['a provider that is away', () => file(9), 'provider main, key default'],
    [
      'a store that is away',
      (port: number) => file(port, 'store: "postgres://u:pw@127.0.0.1:9/db"'),
      'store',
    ],
    [
      'a Redis that is away',
      (port: number) => file(port, 'redis: "redis://u:pw@127.0.0.1:9"'),
      'redis',
    ],
    [
      'an address that everybody reaches',
      (port: number) => file(port).replace('{ port: 1 }', '{ port: 1, host: 0.0.0.0 }'),
      'exposure',
    ],
    [
      'a collector that is away',
      (port: number) => file(port, 'telemetry: { otlp: { endpoint: "http://127.0.0.1:9" } }'),
      'otlp',
    ],
  ])('finds %s', async (_name, text, check) => {
    write(text(await provider([])))
    expect(await run(['doctor', '--json'])).toBe(1)
    expect(stateOf(check)).toMatchObject({ state: 'fail' })
    expect(lines.join('\n')).not.toMatch(/good-key|:pw@/)
  })

  test('finds a clock that is wrong, and a file that is', async () => {
    write(file(await provider([], 'Tue, 01 Jan 2019 00:00:00 GMT')))
    expect(await run(['doctor', '--json'])).toBe(1)
    expect(stateOf('clock')).toMatchObject({ state: 'fail' })
    lines = []
    write('version: 3\n')
    expect(await run(['doctor'])).toBe(1)
    expect(lines.join('\n')).toMatch(/^fail {2}configuration {2}signalbox\.yaml:1:10/)
  })

  test('asks nobody when it is told not to', async () => {
    const seen: string[] = []
    write(file(await provider(seen)))
    expect(await run(['doctor', '--offline'])).toBe(0)
    expect(seen).toEqual([])
    expect(lines.join('\n')).toContain('warn  store')
  })
})

describe('migrate', () => {
  test('looks, applies, and has nothing more to do', async () => {
    write('version: 1\nstore: sqlite:./a.db\nproviders: { local: { adapter: ollama } }\n')
    expect(await run(['migrate', '--check'])).toBe(1)
    expect(lines.join('\n')).toMatch(/0001-first {2}missing[\s\S]*is behind/)
    lines = []
    expect(await run(['migrate'])).toBe(0)
    expect(lines.join('\n')).toMatch(/0001-first {2}applied now[\s\S]*is up to date/)
    lines = []
    expect(await run(['migrate', '--check', '--json'])).toBe(0)
    expect(JSON.parse(lines.join('\n'))).toMatchObject({ fresh: [], pending: [] })
  })

  test('says why a store cannot be had, without its password', async () => {
    write(
      'version: 1\nstore: "postgres://u:pw@127.0.0.1:9/db"\nproviders: { l: { adapter: ollama } }\n',
    )
    expect(await run(['migrate'])).toBe(1)
    expect(errors.join('\n')).toContain('postgres://127.0.0.1:9/db')
    expect(errors.join('\n')).not.toContain('pw')
  })

  test('has nothing to do in memory', async () => {
    write('version: 1\nstore: "memory:"\nproviders: { l: { adapter: ollama } }\n')
    expect(await run(['migrate'])).toBe(0)
  })
})

describe('logs', () => {
  let gateway: Gateway
  let port: number
  const config = () => `version: 1
server: { port: ${String(port)}, adminKey: admin-secret-0123456789 }
providers: { main: { adapter: openai, apiKey: sk-up, baseUrl: "${simulator.url}/openai/v1" } }
`
  beforeEach(async () => {
    gateway = createGateway(
      await parseConfig({
        version: 1,
        server: { adminKey: 'admin-secret-0123456789' },
        providers: {
          main: { adapter: 'openai', apiKey: 'sk-up', baseUrl: `${simulator.url}/openai/v1` },
        },
        telemetry: { requests: { file: join(cwd, 'requests.db') } },
      }),
    )
    port = await serve(gateway.listener)
    write(config())
  })
  afterEach(async () => {
    await gateway.close()
  })
  const ask = async (model: string) => {
    const response = await fetch(`http://127.0.0.1:${String(port)}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model, messages: [{ role: 'user', content: 'canary' }] }),
    })
    await response.text()
  }

  test('show the last requests, and only those that are asked for', async () => {
    await ask('main/sim-fast')
    await ask('main/sim?fail=400:1')
    expect(await run(['logs'])).toBe(0)
    expect(lines).toHaveLength(2)
    expect(lines[0]).toMatch(/^[\d:.]{12} {2}200 {2}\d+ ms {2}main\/sim-fast {2}\d+\+\d+ tokens/)
    expect(lines.join('\n')).not.toContain('canary')
    lines = []
    expect(await run(['logs', '--errors', '--json'])).toBe(0)
    expect(lines.map((line) => (JSON.parse(line) as { status: number }).status)).toEqual([400])
  })

  test('follow what happens until a signal', async () => {
    const running = run(['logs', '-f', '--json', '--model', 'sim-fast'])
    await vi.waitFor(() => expect(signals.has('SIGINT')).toBe(true))
    await vi.waitFor(async () => {
      await ask('main/sim-other')
      await ask('main/sim-fast')
      expect(lines.length).toBeGreaterThan(0)
    }, 10_000)
    signals.get('SIGINT')?.()
    expect(await running).toBe(0)
    for (const line of lines) expect(JSON.parse(line)).toMatchObject({ model: 'sim-fast' })
  })

  test('say when nobody is there, or the key is wrong', async () => {
    expect(await run(['logs', '-f', '--url', 'http://127.0.0.1:9'])).toBe(1)
    expect(errors.join('\n')).toContain('http://127.0.0.1:9: ')
    errors = []
    write(config().replace('admin-secret-0123456789', 'another-secret-0123456789'))
    expect(await run(['logs', '-f'])).toBe(1)
    expect(errors.join('\n')).toContain('server.adminKey')
  })
})

test('bench measures both ways, and takes no nonsense', async () => {
  expect(await run(['bench', '--requests', '40', '--concurrency', '4', '--json'])).toBe(0)
  const figures = JSON.parse(lines.join('\n')) as Record<string, Record<string, number>>
  expect(figures['direct']).toMatchObject({ requests: 40, failed: 0 })
  expect(figures['gateway']).toMatchObject({ requests: 40, failed: 0 })
  expect(figures['gateway']?.['p50_ms']).toBeGreaterThan(0)
  expect(await run(['bench', '--requests', '-1'])).toBe(2)
})

test('events are read across any cut', async () => {
  const text = ': live\n\nid: 1\nevent: request\ndata: {"a":\ndata: 1}\n\ndata: x\n\nid: 9\n'
  const bytes = new TextEncoder().encode(text)
  for (let size = 1; size < 9; size++) {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let i = 0; i < bytes.length; i += size) controller.enqueue(bytes.slice(i, i + size))
        controller.close()
      },
    })
    const read: unknown[] = []
    for await (const event of readEvents(body)) read.push(event)
    expect(read).toEqual([
      { id: '1', event: 'request', data: '{"a":\n1}' },
      { id: undefined, event: 'message', data: 'x' },
    ])
  }
})
