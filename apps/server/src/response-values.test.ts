import { memoryStore, openToken, sealToken, type ContinuityToken } from '@signalbox/core'
import { expect, test } from 'vitest'

import { ownValues, sharedValues } from './response-values.ts'

const ttlMs = 60_000
const mine = ['authorization', 'Bearer mine']
const keyOf = (byte: number) => new Uint8Array(32).fill(byte)
const token: ContinuityToken = {
  data: 'opaque',
  kind: 'signature',
  issuer: { wire: 'w', provider: 'p', model: 'm' },
}

test('what one replica kept another gives to the same client, tokens under its own seal', async () => {
  const store = memoryStore()
  const [a, b] = [keyOf(1), keyOf(2)]
  const foreign = sealToken(token, keyOf(9))
  const value = { text: 'Ada', token: sealToken(token, a), foreign }
  await sharedValues(store, ttlMs, a).write(mine, 'x', value)
  const found = (await sharedValues(store, ttlMs, b).read(mine, 'x')) as typeof value
  expect({ text: found.text, foreign: found.foreign }).toEqual({ text: 'Ada', foreign })
  expect(openToken(found.token, b)).toEqual(token)
})

test('another key opens nothing, nor does the value elsewhere', async () => {
  const store = memoryStore()
  const values = sharedValues(store, ttlMs, keyOf(1))
  await values.write(mine, 'x', { text: 'Ada' })
  await expect(values.read(['authorization', 'Bearer other'], 'x')).rejects.toMatchObject({
    name: 'OperationError',
  })
  await store.set('y', (await store.get('x')) ?? new Uint8Array(), ttlMs)
  await expect(values.read(mine, 'y')).rejects.toMatchObject({ name: 'OperationError' })
  await values.remove('x')
  expect(await values.read(mine, 'x')).toBeUndefined()
})

test('a process keeps its own as they are', async () => {
  const values = ownValues(memoryStore(), ttlMs)
  await values.write(mine, 'x', { text: 'Ada' })
  expect(await values.read([], 'x')).toEqual({ text: 'Ada' })
  await values.remove('x')
  expect(await values.read(mine, 'x')).toBeUndefined()
})
