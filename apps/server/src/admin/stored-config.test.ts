import { randomBytes } from 'node:crypto'

import type { Logger } from '@signalbox/core'
import { memoryEngine, type Engine } from '@signalbox/store'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { parseConfig } from '../config/parse-config.ts'
import { createGateway, type Gateway } from '../create-gateway.ts'
import { openStores } from '../stores/open-stores.ts'

const adminKey = 'admin-secret-0123456789'
const file = {
  version: 1,
  server: { adminKey },
  providers: { lab: { adapter: 'openai', apiKey: 'sk-of-the-file-0123456789' } },
  models: { old: { targets: ['lab/a'] } },
}
const byHand = {
  version: 1,
  server: { adminKey },
  providers: { far: { adapter: 'openai', apiKey: 'sk-written-out-0123456789' } },
  models: { fresh: { targets: ['far/b'] } },
}

let engine: Engine
let key: Uint8Array<ArrayBuffer>
let gateways: Gateway[] = []
let lines: string[] = []
beforeEach(() => {
  engine = memoryEngine()
  key = new Uint8Array(randomBytes(32))
  gateways = []
  lines = []
})
afterEach(async () => {
  for (const gateway of gateways) await gateway.close()
})

/** A replica over the one store. */
async function open(config: object = file, own: Partial<{ key: typeof key }> = {}) {
  const say = (message: string) => void lines.push(message)
  const logger: Logger = { debug: () => undefined, info: say, warn: say, error: say }
  const stores = {
    ...openStores({ store: 'memory:' }),
    engine,
    key: () => own.key ?? key,
    close: async () => undefined,
  }
  const gateway = createGateway(await parseConfig(config), { stores, logger })
  gateways.push(gateway)
  return gateway
}

const call = (gateway: Gateway, method: string, path: string, body?: object) =>
  gateway.fetch(
    new Request(`http://gateway/admin/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${adminKey}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  )
const put = async (gateway: Gateway, body: object) =>
  (await call(gateway, 'PUT', '/config', body)).status

/** The names that a gateway serves. */
async function served(gateway: Gateway): Promise<readonly string[]> {
  const { models } = (await (await call(gateway, 'GET', '/policies')).json()) as { models: object }
  return Object.keys(models)
}
const everywhere = (names: readonly string[]) =>
  vi.waitFor(async () => {
    for (const gateway of gateways) expect(await served(gateway)).toEqual(names)
  })

describe('a configuration put in force by hand', () => {
  test('reaches every replica and those that start later, sealed on its way', async () => {
    const [one] = [await open(), await open()]
    expect(await put(one, byHand)).toBe(200)
    await everywhere(['fresh'])
    await open()
    await everywhere(['fresh'])
    const stored = JSON.stringify((await engine.load()).value)
    expect(stored).not.toMatch(/sk-written-out|fresh|far/)
    expect(lines.join('\n')).not.toContain('sk-')
  })

  test('holds until one of them reads its file again', async () => {
    const [one, two] = [await open(), await open()]
    await put(one, byHand)
    await everywhere(['fresh'])
    two.swap(await parseConfig(file))
    await everywhere(['old'])
    expect((await engine.load()).value['config']).toBeUndefined()
  })

  test('leaves a replica alone that runs on another file, and one that cannot open it', async () => {
    const one = await open()
    const other = await open({ ...file, models: { other: { targets: ['lab/c'] } } })
    const locked = await open(file, { key: new Uint8Array(randomBytes(32)) })
    await put(one, byHand)
    await vi.waitFor(() => {
      expect(lines.join('\n')).toContain('another file')
      expect(lines.join('\n')).toContain('is not used; the last good one stays')
    })
    expect(await served(one)).toEqual(['fresh'])
    expect(await served(other)).toEqual(['other'])
    expect(await served(locked)).toEqual(['old'])
  })

  test('keeps the providers of the file where it names none, whatever was in force', async () => {
    const one = await open()
    await open()
    await put(one, byHand)
    await everywhere(['fresh'])
    const { providers: _, ...rest } = byHand
    expect(await put(one, rest)).toBe(400)
    expect(await put(one, { ...rest, models: { again: { targets: ['lab/a'] } } })).toBe(200)
    await everywhere(['again'])
  })

  test('is in force nowhere when the store does not take it', async () => {
    const one = await open()
    vi.spyOn(engine, 'write').mockRejectedValueOnce(new Error('away'))
    const refused = await call(one, 'PUT', '/config', byHand)
    expect(refused.status).toBe(503)
    expect(await refused.text()).toContain('The store did not take the configuration')
    expect(await served(one)).toEqual(['old'])
  })
})
