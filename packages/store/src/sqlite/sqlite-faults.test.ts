import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

import { afterAll, describe, expect, test } from 'vitest'

import { sqliteStore } from './sqlite-store.ts'

const folder = mkdtempSync(join(tmpdir(), 'signalbox-faults-'))
const module = new URL('sqlite-store.ts', import.meta.url).href
const rowName = (n: number) => `k${String(n)}`
const small = { reserveBytes: 4096 }
const disk = join(folder, 'disk')
const onSmallDisk = mountSmallDisk()
let files = 0

afterAll(() => {
  if (onSmallDisk) execFileSync('umount', [disk])
  rmSync(folder, { recursive: true, force: true })
})

const freshPath = () => join(folder, String(++files), 'store.db')

/** Another process that runs `body` with a store on `path`; its lines are what it acknowledged. */
function inProcess(path: string, body: string) {
  const code = `import { sqliteStore } from ${JSON.stringify(module)}
    const store = sqliteStore(${JSON.stringify(path)}, { reserveBytes: 4096 })
    ${body}`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return { child, lines: createInterface(child.stdout) }
}

const writeForEver = `const value = new Uint8Array(200)
  for (let n = 0; ; n += 20) {
    const keys = Array.from({ length: 20 }, (_, index) => n + index)
    await Promise.all(keys.map((key) => store.set('k' + key, value, 1e9)))
    process.stdout.write(keys.at(-1) + '\\n')
  }`

describe('SQLite', () => {
  test('loses no acknowledged row when its process is killed', { timeout: 60_000 }, async () => {
    const path = freshPath()
    let rounds = 0
    for (; rounds < 3; rounds++) {
      const { child, lines } = inProcess(path, writeForEver)
      let acknowledged = -1
      lines.on('line', (line) => (acknowledged = Number(line)))
      await once(lines, 'line')
      await new Promise((resolve) => setTimeout(resolve, 60 + rounds * 40))
      child.kill('SIGKILL')
      await Promise.all([once(child, 'exit'), once(lines, 'close')])
      await using store = sqliteStore(path, small)
      expect(await store.integrity()).toStrictEqual([])
      const keys = Array.from({ length: acknowledged + 1 }, (_, n) => store.get(rowName(n)))
      const found = await Promise.all(keys)
      expect(acknowledged).toBeGreaterThan(0)
      expect(found.filter((value) => value?.length === 200)).toHaveLength(acknowledged + 1)
      for (let n = 0; n <= acknowledged; n++) void store.del(rowName(n))
    }
  })

  test('refuses a second process with a sentence, and takes it when the first is killed', async () => {
    const path = freshPath()
    const body = `await store.ready(); console.log('open'); setInterval(() => {}, 1000)`
    const { child, lines } = inProcess(path, body)
    await once(lines, 'line')
    await using second = sqliteStore(path, small)
    await expect(second.ready()).rejects.toMatchObject({
      reason: 'locked',
      message: expect.stringContaining('in use by another process'),
    })
    await expect(second.get('a')).rejects.toThrow('in use by another process')
    child.kill('SIGKILL')
    await once(child, 'exit')
    await new Promise((resolve) => setTimeout(resolve, 1050))
    await second.ready()
    expect(await second.beat('r')).toBe(true)
  })

  test('ends what was asked before it is closed, and refuses what comes after', async () => {
    const path = freshPath()
    const store = sqliteStore(path, small)
    const writes = Array.from({ length: 50 }, (_, n) =>
      store.set(rowName(n), new Uint8Array(1), 1e9),
    )
    const reads = store.get('none')
    await Promise.all([...writes, reads])
    const last = store.set('last', new Uint8Array(3), 1e9)
    await store.ready()
    await Promise.all([last, store[Symbol.asyncDispose]()])
    await expect(store.get('last')).rejects.toMatchObject({ reason: 'closed' })
    await using again = sqliteStore(path, small)
    expect(await again.get('last')).toStrictEqual(new Uint8Array(3))
  })

  test('one wrong request takes nothing else of its batch with it', async () => {
    await using store = sqliteStore(freshPath(), small)
    const budget = { id: 'b', scope: 's', unit: 'usd', periodStart: 0, mode: 'soft' } as const
    const [good, bad, fine] = await Promise.allSettled([
      store.set('a', new Uint8Array(1), 1e9),
      store.define([
        { ...budget, limit: 1n },
        { ...budget, id: 'c', limit: 2n ** 70n },
      ]),
      store.define([{ ...budget, id: 'd', limit: 5n }]),
    ])
    expect([good.status, bad.status, fine.status]).toStrictEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
    ])
    expect(await store.budgets(['b', 'c', 'd'])).toMatchObject([{ id: 'd', limit: 5n }])
    expect(await store.get('a')).toBeDefined()
  })

  test('says that a file is no database', async () => {
    const path = join(folder, 'broken.db')
    writeFileSync(path, 'this is not a database, it only looks like a file'.repeat(100))
    await using store = sqliteStore(path, small)
    await expect(store.ready()).rejects.toMatchObject({ reason: 'corrupt' })
  })

  test('at its size limit, says so, keeps what it has, and goes on when there is room', async () => {
    await using store = sqliteStore(freshPath(), { ...small, maxBytes: 600_000 })
    await store.set('kept', new Uint8Array(10), 1e9)
    const fill = async () => {
      for (let n = 0; n < 500; n++) await store.set(rowName(n), new Uint8Array(4000), 1e9)
    }
    await expect(fill()).rejects.toMatchObject({
      reason: 'disk-full',
      message: expect.stringContaining('Free disk space'),
    })
    expect(await store.get('kept')).toBeDefined()
    for (let n = 0; n < 40; n++) await store.del(rowName(n))
    await store.set('again', new Uint8Array(4000), 1e9)
    expect(await store.integrity()).toStrictEqual([])
  })
})

describe.skipIf(!onSmallDisk)('SQLite on a disk that is really full', () => {
  test('frees its reserve, then says so, and goes on when there is room', async () => {
    const path = join(disk, 'store.db')
    {
      await using store = sqliteStore(path, { reserveBytes: 512 * 1024 })
      await store.set('kept', new Uint8Array(10), 1e9)
      expect(statSync(`${path}.reserve`).size).toBe(512 * 1024)
      writeFileSync(join(disk, 'ballast'), new Uint8Array(4 * 1024 * 1024))
      let written = 0
      const fill = async () => {
        for (; written < 2000; written++)
          await store.set(rowName(written), new Uint8Array(8000), 1e9)
      }
      await expect(fill()).rejects.toMatchObject({ reason: 'disk-full' })
      expect(statSync(`${path}.reserve`, { throwIfNoEntry: false })).toBeUndefined()
      expect(written).toBeGreaterThan(40)
      rmSync(join(disk, 'ballast'))
      await store.set('again', new Uint8Array(8000), 1e9)
      expect(await store.integrity()).toStrictEqual([])
      await new Promise((resolve) => setTimeout(resolve, 1050))
      await store.set('later', new Uint8Array(1), 1e9)
      expect(statSync(`${path}.reserve`).size).toBe(512 * 1024)
    }
  })
})

function mountSmallDisk(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  mkdirSync(disk, { recursive: true })
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', disk], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
