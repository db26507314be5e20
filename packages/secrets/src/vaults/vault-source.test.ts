import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { Secret, type Target } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { refusal } from '../../test-support/refusal.ts'
import { toyVault } from '../../test-support/toy-vault.ts'
import { createKeyPool } from '../key-pool.ts'
import { vaultSource, type VaultAuth } from './vault-source.ts'

const approle: VaultAuth = { type: 'approle', roleId: 'role', secretId: new Secret('secret-id') }

test('logs in by AppRole once and reads a field with its version', async () => {
  await using vault = await toyVault()
  const source = vaultSource({ fetch, address: vault.url, auth: approle })
  const found = await source.resolve('kv/data/llm#openai')
  expect(found.value.reveal()).toBe('sk-first')
  expect(found.version).toBe('1')
  await source.resolve('kv/data/llm#other')
  expect(vault.requests).toEqual([
    'POST /v1/auth/approle/login',
    'GET /v1/kv/data/llm',
    'GET /v1/kv/data/llm',
  ])
})

test('logs in by a service account', async () => {
  await using vault = await toyVault()
  const auth: VaultAuth = { type: 'kubernetes', role: 'gateway', jwt: async () => 'sa-jwt' }
  const source = vaultSource({ fetch, address: vault.url, auth })
  expect((await source.resolve('kv/data/llm#openai')).value.reveal()).toBe('sk-first')
})

test('renews at two thirds of the lease and logs in again after its end', async () => {
  await using vault = await toyVault()
  let wall = 0
  const source = vaultSource({ fetch, address: vault.url, auth: approle, wall: () => wall })
  const read = async (at: number) => {
    wall = at
    vault.requests.length = 0
    await source.resolve('kv/data/llm#openai')
    return vault.requests[0]
  }
  expect(await read(0)).toBe('POST /v1/auth/approle/login')
  expect(await read(2_399_000)).toBe('GET /v1/kv/data/llm')
  expect(await read(2_400_000)).toBe('POST /v1/auth/token/renew-self')
  expect(await read(2_500_000)).toBe('GET /v1/kv/data/llm')
  expect(await read(2_400_000 + 3_600_000)).toBe('POST /v1/auth/approle/login')
})

test('a session that was revoked is made anew', async () => {
  await using vault = await toyVault()
  const source = vaultSource({ fetch, address: vault.url, auth: approle })
  await source.resolve('kv/data/llm#openai')
  vault.forget()
  expect((await source.resolve('kv/data/llm#openai')).value.reveal()).toBe('sk-first')
})

describe('errors say what to do and never what was sent', () => {
  test.each([
    ['kv/data/llm', 'has several fields; say which one'],
    ['kv/data/llm#none', 'has no text in the field "none"'],
    ['kv/data/other#x', 'answered 404: there is no such secret'],
  ])('%s', async (ref, message) => {
    await using vault = await toyVault()
    const source = vaultSource({ fetch, address: vault.url, auth: approle })
    await expect(source.resolve(ref)).rejects.toThrow(message)
  })

  test('a sealed vault, a wrong secret id, a token without rights', async () => {
    await using vault = await toyVault()
    const source = (auth: VaultAuth) => vaultSource({ fetch, address: vault.url, auth })
    const wrong = source({ ...approle, secretId: new Secret('sk-canary') })
    const refused = await wrong.resolve('kv/data/llm#openai').catch(String)
    expect(refused).toContain('answered 400')
    expect(refused).not.toContain('canary')
    const token = source({ type: 'token', token: new Secret('sk-canary') })
    await expect(token.resolve('kv/data/llm#openai')).rejects.toThrow('no right to read this')
    vault.sealed = true
    await expect(source(approle).resolve('kv/data/llm#openai')).rejects.toThrow('sealed')
  })

  test('a server that does not answer is left after the time-out', async () => {
    const server = createServer(() => undefined)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
    const source = vaultSource({ fetch, address, auth: approle, timeoutMs: 50 })
    await expect(source.resolve('kv/data/llm#openai')).rejects.toThrow(/time/)
    server.closeAllConnections()
    server.close()
  })
})

test('under load a rotated key is taken over without one failed request', async () => {
  await using vault = await toyVault()
  const target: Target = { id: 'p/m', provider: 'p', model: 'm' }
  const pool = createKeyPool({
    sources: [vaultSource({ fetch, address: vault.url, auth: approle })],
    pools: { p: [{ id: 'main', ref: 'vault:kv/data/llm#openai' }] },
    ttlMs: 100,
  })
  const valid = new Set(['sk-first'])
  const failed: string[] = []
  const used = new Map<string, number>()
  const call = async (): Promise<void> => {
    const { id, key } = await pool.pick(target)
    await new Promise((resolve) => setTimeout(resolve, 5))
    const value = key.reveal()
    used.set(value, (used.get(value) ?? 0) + 1)
    if (valid.has(value)) pool.observe({ target, key: id, limits: [] })
    else {
      failed.push(value)
      pool.observe({ target, key: id, limits: [], error: refusal('auth_invalid') })
    }
  }
  const ends = performance.now() + 900
  setTimeout(() => {
    valid.add('sk-second')
    Object.assign(vault, { value: 'sk-second', version: 2 })
  }, 200)
  // The provider keeps the old key for longer than the time to live.
  setTimeout(() => valid.delete('sk-first'), 500)
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      while (performance.now() < ends) await call()
    }),
  )
  expect(failed).toEqual([])
  expect(used.get('sk-first')).toBeGreaterThan(20)
  expect(used.get('sk-second')).toBeGreaterThan(20)
  expect(vault.requests.length).toBeLessThan(20)
})
