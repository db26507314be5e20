import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { simulate } from '@signalbox/simulator'
import { findPostgres, startPostgres } from '@signalbox/test-servers'
import { describe, expect, test } from 'vitest'

import { parseConfig } from '../config/parse-config.ts'
import { createGateway } from '../create-gateway.ts'
import { openStores } from '../stores/open-stores.ts'
import { isSharedLog } from './open-request-log.ts'

const providers = { local: { adapter: 'vllm', baseUrl: 'http://127.0.0.1:8000/v1' } }
const base = { version: 1, providers }

test.each([
  [true, { store: 'postgres://db/x' }],
  [true, { store: 'postgresql://db/x', telemetry: { requests: { requestDays: 2 } } }],
  [false, { store: 'postgres://db/x', telemetry: { requests: { file: 'own.db' } } }],
  [false, { store: 'sqlite:x.db' }],
  [false, {}],
])('one request log for all replicas: %s with %j', async (isShared, section) => {
  expect(isSharedLog(await parseConfig({ ...base, ...section }))).toBe(isShared)
})

describe.skipIf(findPostgres() === undefined)('two replicas over PostgreSQL', () => {
  test('each answer for the requests of both: list, detail, overview and usage', async () => {
    await using postgres = await startPostgres()
    const simulator = await simulate({ port: 0, seed: 1 })
    const folder = mkdtempSync(join(tmpdir(), 'shared-log-'))
    const config = await parseConfig({
      version: 1,
      store: await postgres?.database('shared'),
      providers: {
        main: { adapter: 'openai', apiKey: 'k', baseUrl: `${simulator.url}/openai/v1` },
      },
      telemetry: { requests: { content: { days: 1 } } },
    })
    const replicas = ['one', 'two'].map((name) =>
      createGateway(config, { stores: openStores(config, { cwd: join(folder, name) }) }),
    )
    const ask = (index: number, model: string) =>
      replicas[index]?.fetch(
        new Request('http://gateway/v1/chat/completions', {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-request-id': `by-${String(index)}` },
          body: JSON.stringify({ model, messages: [{ role: 'user', content: 'said-to-one' }] }),
        }),
      )
    const read = async (index: number, path: string) =>
      (await replicas[index]?.fetch(new Request(`http://gateway/admin/v1/${path}`)))?.json()
    try {
      expect((await ask(0, 'main/gpt-4o-mini'))?.status).toBe(200)
      expect((await ask(1, 'main/gpt-4o-mini'))?.status).toBe(200)
      expect((await ask(1, 'nobody/m'))?.status).toBe(404)
      for (const index of [0, 1]) {
        await expect
          .poll(() => read(index, 'overview'), { timeout: 20_000 })
          .toMatchObject({ totals: { requests: 3, ok: 2, refused: 1, attempts: 2 } })
        expect(await read(index, 'usage')).toMatchObject({ totals: { requests: 3, errors: 1 } })
        const other = `by-${String(1 - index)}`
        expect(await read(index, `requests/${other}`)).toMatchObject({ id: other })
      }
      expect(await read(1, 'requests/by-0/content')).toMatchObject({
        input: expect.stringContaining('said-to-one'),
      })
    } finally {
      await Promise.all(replicas.map((replica) => replica.close()))
      await simulator.close()
      rmSync(folder, { recursive: true, force: true })
    }
  }, 90_000)
})
