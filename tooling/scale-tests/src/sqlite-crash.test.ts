import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { admin, type MadeKey, sleep, until } from './admin.ts'
import { startGateway } from './gateway-process.ts'
import { ask, failures, startLoad } from './load.ts'
import { scaleOf } from './scale.ts'
import { startUpstream, type Upstream } from './upstream.ts'

const scale = scaleOf(process.env)
const key = 'a-key-of-acme-0123456789'
const folder = mkdtempSync(join(tmpdir(), 'signalbox-scale-sqlite-'))
const disk = join(folder, 'disk')
const hasSmallDisk = mountSmallDisk()

let upstream: Upstream
beforeAll(async () => {
  upstream = await startUpstream()
})
afterAll(async () => {
  await upstream[Symbol.asyncDispose]()
  if (hasSmallDisk) execFileSync('umount', ['-l', disk])
  rmSync(folder, { recursive: true, force: true })
})

const config = (path: string) => ({
  providers: upstream.providers,
  store: `sqlite:${path}`,
  tenants: { acme: { keys: [{ id: 'app', value: key }] } },
})

const wrongIn = (path: string): readonly string[] => {
  using db = new DatabaseSync(path)
  const rows = db.prepare('PRAGMA integrity_check').all()
  return rows.map((row) => String(row['integrity_check'])).filter((line) => line !== 'ok')
}

describe('one SQLite file', () => {
  test(
    'kill -9 under load: both files are whole, and every key that was shown is there',
    { timeout: 120_000 },
    async () => {
      await using gateway = await startGateway({ config: config('./data/signalbox.db') })
      const made: MadeKey[] = []
      const end = new AbortController()
      const making = (async () => {
        while (!end.signal.aborted)
          made.push(await admin<MadeKey>(gateway.url, 'POST', 'keys', { tenant: 'acme' }))
      })().catch(() => undefined)
      const load = startLoad({ to: () => gateway.url, key }, scale.perSecond)
      await until('keys are made', () => made.length >= 20, 30_000)
      await gateway.stop('SIGKILL')
      end.abort()
      await making
      await load.stop()
      for (const name of ['signalbox.db', 'requests.db'])
        expect(wrongIn(join(gateway.folder, 'data', name))).toEqual([])

      await using again = await startGateway({
        config: config('./data/signalbox.db'),
        folder: gateway.folder,
      })
      const { data } = await admin<{ data: readonly { id: string }[] }>(again.url, 'GET', 'keys')
      const ids = new Set(data.map(({ id }) => id))
      process.stdout.write(
        `sqlite killed: ${JSON.stringify({ acknowledged: made.length, there: made.filter(({ id }) => ids.has(id)).length })}\n`,
      )
      expect(made.filter(({ id }) => !ids.has(id))).toEqual([])
      const last = made.at(-1)
      expect((await ask({ to: () => again.url, key: last?.key })).status).toBe(200)
    },
  )

  test.skipIf(!hasSmallDisk)(
    `a full disk stops no request, and writing goes on when there is room${hasSmallDisk ? '' : ' (mount is not permitted)'}`,
    { timeout: 120_000 },
    async () => {
      await using gateway = await startGateway({ config: config(join(disk, 'signalbox.db')) })
      const made = await admin<MadeKey>(gateway.url, 'POST', 'keys', { tenant: 'acme' })
      const filler = join(disk, 'filler')
      fillUp(filler)
      const load = startLoad({ to: () => gateway.url, key: made.key }, scale.perSecond)
      await sleep(300)
      let refused = 0
      for (let turn = 0; turn < 300; turn++) {
        await admin(gateway.url, 'POST', 'keys', { tenant: 'acme', label: 'x'.repeat(200) }).catch(
          () => refused++,
        )
        if (refused > 0) break
      }
      await sleep(500)
      rmSync(filler)
      await until('keys can be made again', () =>
        admin(gateway.url, 'POST', 'keys', { tenant: 'acme' }).then(
          () => true,
          () => false,
        ),
      )
      const samples = await load.stop()
      process.stdout.write(
        `sqlite disk full: ${JSON.stringify({ requests: samples.length, failed: failures(samples).length, refusedWrites: refused })}\n`,
      )
      expect(failures(samples)).toEqual([])
      await gateway.stop()
      expect(wrongIn(join(disk, 'signalbox.db'))).toEqual([])
    },
  )
})

function mountSmallDisk(): boolean {
  mkdirSync(disk)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', disk], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

function fillUp(path: string): void {
  const chunk = Buffer.alloc(64 * 1024)
  try {
    for (;;) writeFileSync(path, chunk, { flag: 'a' })
  } catch {
    // That is the point.
  }
}
