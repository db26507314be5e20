import { Secret, type JsonObject } from '@signalbox/core'
import { expect, test } from 'vitest'

import type { Kek } from './envelope.ts'
import { sealedSource } from './sealed-source.ts'

function shelf() {
  const rows = new Map<string, JsonObject>()
  const read = async (name: string) => rows.get(name)
  const write = async (name: string, row: JsonObject) => void rows.set(name, row)
  return { rows, records: { read, write } }
}

function kek(id: string): Kek {
  return { id, bytes: crypto.getRandomValues(new Uint8Array(32)) }
}

test('a secret comes back as it was put; the record does not hold it', async () => {
  const { rows, records } = shelf()
  const source = sealedSource({ records, keks: [kek('1')] })
  const version = await source.put('openai/main', new Secret('sk-canary-value'))
  const found = await source.resolve('openai/main')
  expect(found.value.reveal()).toBe('sk-canary-value')
  expect(found.version).toBe(version)
  expect(JSON.stringify([...rows])).not.toContain('canary')
  expect(await source.put('openai/main', new Secret('another'))).not.toBe(version)
})

test('a record that was moved to another name or tenant does not open', async () => {
  const { rows, records } = shelf()
  const key = kek('1')
  const source = sealedSource({ records, keks: [key], tenant: 'acme' })
  await source.put('openai/main', new Secret('sk-value'))
  const row = rows.get('openai/main') ?? {}
  rows.set('openai/other', row)
  rows.set('claude/main', row)
  await expect(source.resolve('openai/other')).rejects.toThrow('was moved or changed')
  await expect(source.resolve('claude/main')).rejects.toThrow('was moved or changed')
  const foreign = sealedSource({ records, keks: [key], tenant: 'beta' })
  await expect(foreign.resolve('openai/main')).rejects.toThrow('was moved or changed')
  rows.set('openai/main', { ...row, version: 'older' })
  await expect(source.resolve('openai/main')).rejects.toThrow('was moved or changed')
})

test('another key-encryption key is named, a wrong one of the same name is refused', async () => {
  const { records } = shelf()
  await sealedSource({ records, keks: [kek('1')] }).put('p/n', new Secret('sk-value'))
  await expect(sealedSource({ records, keks: [kek('2')] }).resolve('p/n')).rejects.toThrow(
    'The key-encryption key "1"',
  )
  await expect(sealedSource({ records, keks: [kek('1')] }).resolve('p/n')).rejects.toThrow(
    'the key-encryption key is another one',
  )
})

test('after rewrapping only the new key-encryption key is needed', async () => {
  const { records } = shelf()
  const [old, fresh] = [kek('1'), kek('2')]
  await sealedSource({ records, keks: [old] }).put('p/n', new Secret('sk-value'))
  await sealedSource({ records, keks: [fresh, old] }).rewrap('p/n')
  const { value } = await sealedSource({ records, keks: [fresh] }).resolve('p/n')
  expect(value.reveal()).toBe('sk-value')
})
