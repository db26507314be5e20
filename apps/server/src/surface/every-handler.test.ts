import { memoryStore, type Pipeline } from '@signalbox/core'
import { expect, test } from 'vitest'

import { handlersOf, type AppOptions } from '../app.ts'
import { compilePath } from './compile-path.ts'
import { ownRows } from './own-rows.ts'

/** Routes are only listed here: whatever is read of the options while that happens may be anything. */
const anything: unknown = new Proxy(() => anything, {
  get: (_target, name) => (name === Symbol.toPrimitive ? () => '' : anything),
  apply: () => anything,
})

const options = {
  ...(anything as AppOptions),
  pipeline: (async () => undefined) as unknown as Pipeline,
  dialects: [],
  continuity: { key: new Uint8Array(32), store: memoryStore() },
  parts: () => anything,
  tenancy: anything,
  stores: anything,
  telemetry: anything,
  shelf: anything,
  ledger: anything,
  swap: () => undefined,
  ready: () => true,
} as unknown as AppOptions

const door = { enter: async () => undefined, mayUse: () => true }
const mounted = handlersOf(options, door)
  .routes.filter(({ method }) => method !== 'ALL')
  .map(({ method, path }) => ({ method, path: path.replaceAll(/:(\w+)\{\.\+\}/g, '{$1*}') }))
  .map(({ method, path }) => ({ method, path: path.replaceAll(/:(\w+)/g, '{$1}') }))

test('every handler has a row in the table, and every row a handler', () => {
  const filled = (path: string) => path.replaceAll(/\{\w+\*?\}|\*$/g, 'x')
  const handlers = new Set(mounted.map(({ method, path }) => `${method} ${filled(path)}`))
  const rows = new Set(ownRows.map(({ method, path }) => `${method} ${filled(path)}`))
  expect([...handlers].filter((each) => !rows.has(each))).toEqual([])
  expect([...rows].filter((each) => !handlers.has(each))).toEqual([])
})

test('a pattern matches its own path only', () => {
  const { pattern, names } = compilePath('/a/{id}/b.c/{rest*}')
  expect(names).toEqual(['id', 'rest'])
  expect(pattern.exec('/a/1/b.c/x/y')?.slice(1)).toEqual(['1', 'x/y'])
  expect([
    pattern.test('/a/1/2/b.c/x'),
    pattern.test('/a/1/bxc/x'),
    pattern.test('/a/1/b.c/'),
  ]).toEqual([false, false, false])
})
