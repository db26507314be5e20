import type { Logger } from '@signalbox/core'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { parseConfig } from './config/parse-config.ts'
import { startServer } from './start.ts'

/** What is begun once the server listens, and what of it was given up. */
const warmed: { readonly steps: Iterator<void>; isGivenUp: boolean }[] = []

vi.mock('./create-gateway.ts', () => ({
  createGateway: () => ({
    listener: () => undefined,
    drain: () => undefined,
    close: async () => {},
  }),
}))
vi.mock('./stores/open-default-stores.ts', () => ({ openDefaultStores: async () => ({}) }))
vi.mock('./warm-while-idle.ts', () => ({
  warmWhileIdle(server: { readonly listening: boolean }, steps: Iterator<void>) {
    const entry = { steps, isGivenUp: !server.listening }
    warmed.push(entry)
    return () => {
      entry.isGivenUp = true
    }
  },
}))

beforeEach(() => {
  warmed.length = 0
})
afterEach(() => {
  vi.clearAllMocks()
})

const started = async (more: object) => {
  const config = await parseConfig({ version: 1, server: { port: 0 }, ...more })
  return startServer({ config, logger: {} as Logger })
}

test('a server with rules on content makes its detectors ready once it listens, until it closes', async () => {
  const server = await started({ safety: { default: 'standard' } })
  expect(warmed).toMatchObject([{ isGivenUp: false }])
  expect(warmed[0]?.steps.next()).toEqual({ done: false, value: undefined })
  await server.close()
  expect(warmed).toMatchObject([{ isGivenUp: true }])
})

test('a server without such rules has nothing to make ready', async () => {
  const server = await started({})
  expect(warmed).toEqual([])
  await server.close()
})
