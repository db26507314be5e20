import { Secret } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { ask, chat, outcome } from '../test-support/ask.ts'
import { createTenancy } from './create-tenancy.ts'
import type { Rights } from './records.ts'

const key = 'a-key-of-the-file-0123456789'
const targets: Readonly<Record<string, readonly string[]>> = {
  support: ['openai/gpt-4o-mini', 'openai/gpt-4o'],
  mixed: ['openai/gpt-4o-mini', 'claude/haiku'],
}

function tenancyWith(tenant: Rights, own: Rights = {}) {
  return createTenancy({
    tenants: [{ name: 'acme', ...tenant, keys: [{ id: 'app', ...own, value: new Secret(key) }] }],
    targetsOf: (model) => targets[model],
  })
}

describe('models', () => {
  const tenancy = tenancyWith({ models: ['openai/*', 'house'] })
  test.each([
    ['openai/gpt-4o', 'ok'],
    ['house', 'ok'],
    ['claude/haiku', 'permission'],
    ['support', 'ok'],
    ['mixed', 'permission'],
    ['auto', 'permission'],
  ])('%s: %s', async (model, result) => {
    expect(await outcome(ask(tenancy, chat(key, { model })))).toBe(result)
  })

  test('a route hint and every fallback count', async () => {
    const model = 'openai/gpt-4o'
    const route = chat(key, { model, hints: { route: 'mixed' } })
    expect(await outcome(ask(tenancy, route))).toBe('permission')
    const fallback = chat(key, { model, hints: { models: ['openai/x', 'claude/haiku'] } })
    expect(await outcome(ask(tenancy, fallback))).toBe('permission')
  })

  test('tenant and key must both allow', async () => {
    const both = tenancyWith({ models: ['openai/*'] }, { models: ['*mini', 'claude/*'] })
    expect(await outcome(ask(both, chat(key, { model: 'openai/gpt-4o-mini' })))).toBe('ok')
    expect(await outcome(ask(both, chat(key, { model: 'openai/gpt-4o' })))).toBe('permission')
    expect(await outcome(ask(both, chat(key, { model: 'claude/haiku' })))).toBe('permission')
  })
})

test('scopes are operations', async () => {
  const tenancy = tenancyWith({}, { scopes: ['embed'] })
  expect(await outcome(ask(tenancy, chat(key)))).toBe('permission')
  const { source } = chat(key)
  const embed = { operation: 'embed', model: 'm', inputs: [], source } as const
  expect(await outcome(ask(tenancy, embed))).toBe('ok')
})

test('restricted data may only go where it stays', async () => {
  const context = await ask(tenancyWith({ dataClass: 'restricted' }), chat(key))
  expect(context.requires).toEqual(['local'])
})
