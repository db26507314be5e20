import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import type { ConfigError } from './config-error.ts'
import { loadConfig } from './load-config.ts'
import { watchConfig, type ConfigWatch } from './watch.ts'

let folder: string
let file: string
let watch: ConfigWatch | undefined
const ports: number[] = []
const rejected: ConfigError[] = []
let request = (): void => undefined

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'signalbox-watch-'))
  file = join(folder, 'signalbox.yaml')
  ports.length = 0
  rejected.length = 0
})
afterEach(() => {
  watch?.close()
  rmSync(folder, { recursive: true, force: true })
})

const text = (port: number): string => `version: 1\nserver: { port: ${port} }\n`

async function start(env: Record<string, string> = {}): Promise<void> {
  const load = () => loadConfig(file, env, { cwd: folder, probeOllama: async () => undefined })
  // A gateway has read the file before it watches it.
  await load()
  watch = await watchConfig({
    file,
    load,
    onChange: ({ config }) => void ports.push(config.server.port),
    onRejected: (error) => void rejected.push(error),
    onRequest(reload) {
      request = reload
      return () => {
        request = () => undefined
      }
    },
    debounceMs: 40,
  })
}

test('a change is loaded within a second, several at once only once', async () => {
  writeFileSync(file, text(1))
  await start()
  writeFileSync(file, text(2))
  writeFileSync(file, text(3))
  await vi.waitFor(() => expect(ports).toEqual([3]), 1000)
})

test('a bad change is refused, and the next good one is taken', async () => {
  writeFileSync(file, text(1))
  await start()
  writeFileSync(file, 'version: 1\nserver: { prot: 5 }\n')
  await vi.waitFor(() => expect(rejected).toHaveLength(1), 1000)
  expect(rejected[0]!.message).toContain('signalbox.yaml:2:11')
  expect(ports).toEqual([])
  writeFileSync(file, text(4))
  await vi.waitFor(() => expect(ports).toEqual([4]), 1000)
})

test('a renamed file and a swapped link are seen', async () => {
  const first = join(folder, '..first')
  const second = join(folder, '..second')
  for (const [path, port] of [
    [first, 1],
    [second, 2],
  ] as const) {
    mkdirSync(path)
    writeFileSync(join(path, 'signalbox.yaml'), text(port))
  }
  symlinkSync('..first', join(folder, '..data'))
  symlinkSync('..data/signalbox.yaml', file)
  await start()
  symlinkSync('..second', join(folder, '..new'))
  renameSync(join(folder, '..new'), join(folder, '..data'))
  await vi.waitFor(() => expect(ports).toEqual([2]), 1000)
  writeFileSync(join(folder, 'next'), text(3))
  renameSync(join(folder, 'next'), file)
  await vi.waitFor(() => expect(ports).toEqual([2, 3]), 1000)
})

test('other files of the folder and a write without a change reload nothing', async () => {
  writeFileSync(file, text(1))
  await start()
  writeFileSync(join(folder, 'other'), 'x')
  writeFileSync(file, text(1))
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect([ports, rejected]).toEqual([[], []])
})

test('a request reloads an unchanged file, so that new secrets are read', async () => {
  const env = { P: '1' }
  writeFileSync(file, 'version: 1\nserver: { port: ${P} }\n')
  await start(env)
  env.P = '2'
  request()
  await vi.waitFor(() => expect(ports).toEqual([2]), 1000)
})

test('a deleted file is refused', async () => {
  writeFileSync(file, text(1))
  await start()
  rmSync(file)
  await vi.waitFor(() => expect(rejected[0]?.message).toContain('no such file'), 1000)
})

test('what fails to take a good file counts as refused, and watching goes on', async () => {
  writeFileSync(file, text(1))
  let attempts = 0
  watch = await watchConfig({
    file,
    load: () => loadConfig(file, {}, { cwd: folder, probeOllama: async () => undefined }),
    onChange() {
      attempts++
      if (attempts === 1) throw new Error('cannot swap')
    },
    onRejected: (error) => void rejected.push(error),
  })
  await watch.reload()
  await watch.reload()
  expect(attempts).toBe(2)
  expect(rejected.map(({ message }) => message)).toEqual([`${file}  cannot swap`])
})
