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

const choice = { anyOf: ['support', 'mixed', 'claude/haiku'] }

function tenancyWith(tenant: Rights, own: Rights = {}) {
  return createTenancy({
    tenants: [{ name: 'acme', ...tenant, keys: [{ id: 'app', ...own, value: new Secret(key) }] }],
    targetsOf: (model) => (model === 'auto' ? choice : targets[model]),
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
    ['auto', 'ok'],
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

describe('a name that leaves the choice', () => {
  const narrowed = async (tenant: Rights, own: Rights, request: object = {}) =>
    (await ask(tenancyWith(tenant, own), chat(key, { model: 'auto', ...request }))).caller?.choice

  test.each<[string, Rights, Rights, readonly string[] | undefined]>([
    ['is narrowed to what may be used', { models: ['claude/*'] }, {}, ['claude/haiku']],
    ['takes names with all they lead to', { models: ['mixed'] }, {}, targets['mixed']],
    ['means everything where nothing is narrow', {}, {}, undefined],
    ['means everything where it is listed itself', { models: ['auto', 'x'] }, {}, undefined],
    [
      'needs both lists',
      { models: ['support', 'claude/*'] },
      { models: ['openai/*'] },
      targets['support'],
    ],
  ])('%s', async (_name, tenant, own, expected) => {
    expect(await narrowed(tenant, own)).toEqual(expected)
  })

  test('beside another name leads to that one too', async () => {
    const models = ['claude/*', 'openai/other']
    expect(await narrowed({ models }, {}, { hints: { models: ['openai/other'] } })).toEqual([
      'claude/haiku',
      'openai/other',
    ])
  })

  test('is refused where nothing is left of it', async () => {
    const none = tenancyWith({ models: ['openai/*'] }, { models: ['claude/*'] })
    expect(await outcome(ask(none, chat(key, { model: 'auto' })))).toBe('permission')
    const other = tenancyWith({ models: ['house'] })
    expect(await outcome(ask(other, chat(key, { model: 'auto' })))).toBe('permission')
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
