import { describe, expect, test } from 'vitest'

import type { Config } from './config/config.ts'
import { demoProviders } from './config/demo.ts'
import {
  anthropicModel,
  anthropicModels,
  geminiModel,
  geminiModels,
  openaiModel,
  openaiModels,
} from './models-shapes.ts'
import { findModel, listModels } from './models.ts'

const config: Config = {
  server: { host: '127.0.0.1', port: 4400 },
  providers: [
    {
      name: 'openai',
      adapter: 'openai',
      keys: [],
      api: 'auto',
      tags: [],
      timeouts: {},
      models: ['gpt-5-mini'],
      demo: false,
    },
    ...demoProviders.slice(1, 2),
  ],
  models: [{ name: 'support', targets: [{ provider: 'openai', model: 'gpt-5-mini' }] }],
}
const entries = listModels(config)

test('lists what clients may send, in order', () => {
  expect(entries.map(({ id, owner, demo }) => [id, owner, demo])).toEqual([
    ['auto', 'signalbox', false],
    ['support', 'signalbox', false],
    ['openai/gpt-5-mini', 'openai', false],
    ['sim-anthropic/claude-haiku-4-5', 'sim-anthropic', true],
    ['sim-anthropic/claude-sonnet-4-5', 'sim-anthropic', true],
    ['sim-anthropic/sim-fast', 'sim-anthropic', true],
  ])
})

test('an own entry named auto stands alone', () => {
  const models = [{ name: 'auto', targets: [{ provider: 'openai', model: 'x' }] }]
  const ids = listModels({ ...config, models }).map(({ id }) => id)
  expect(ids.filter((id) => id === 'auto')).toHaveLength(1)
})

test('finds an entry by its id, or by the bare id of a provider’s model', () => {
  expect(findModel(entries, 'support')?.targets).toEqual(['openai/gpt-5-mini'])
  expect(findModel(entries, 'claude-haiku-4-5')).toMatchObject({
    id: 'claude-haiku-4-5',
    owner: 'sim-anthropic',
  })
  expect(findModel(entries, 'nope')).toBeUndefined()
})

describe('the shape', () => {
  test('of OpenAI', () => {
    const { object, data } = openaiModels(entries)
    expect(object).toBe('list')
    expect(data).toHaveLength(6)
    expect(openaiModel(entries[2]!)).toEqual({
      id: 'openai/gpt-5-mini',
      object: 'model',
      created: 0,
      owned_by: 'openai',
    })
    expect(openaiModel(entries[3]!)).toMatchObject({ demo: true })
  })

  test('of Anthropic, in pages', () => {
    expect(anthropicModel(entries[3]!)).toEqual({
      type: 'model',
      id: 'sim-anthropic/claude-haiku-4-5',
      display_name: 'sim-anthropic/claude-haiku-4-5 (DEMO)',
      created_at: '1970-01-01T00:00:00Z',
    })
    const ids = (page: object): unknown =>
      (page as { data: readonly { id: string }[] }).data.map(({ id }) => id)
    const all = anthropicModels(entries)
    expect(all).toMatchObject({
      has_more: false,
      first_id: 'auto',
      last_id: 'sim-anthropic/sim-fast',
    })
    const first = anthropicModels(entries, { limit: '2' })
    expect([ids(first), first['has_more'], first['last_id']]).toEqual([
      ['auto', 'support'],
      true,
      'support',
    ])
    const rest = anthropicModels(entries, { limit: '1000', afterId: 'support' })
    expect([ids(rest), rest['has_more']]).toEqual([entries.slice(2).map(({ id }) => id), false])
    const before = anthropicModels(entries, { limit: '1', beforeId: 'openai/gpt-5-mini' })
    expect([ids(before), before['has_more']]).toEqual([['support'], true])
    expect(anthropicModels([])).toEqual({
      data: [],
      has_more: false,
      first_id: null,
      last_id: null,
    })
  })

  test('of Gemini, in pages', () => {
    expect(geminiModel(entries[2]!)).toMatchObject({
      name: 'models/openai/gpt-5-mini',
      displayName: 'openai/gpt-5-mini',
      supportedGenerationMethods: ['generateContent', 'streamGenerateContent', 'countTokens'],
    })
    expect(geminiModel(entries[3]!)['description']).toContain('DEMO')
    const first = geminiModels(entries, { pageSize: '4' })
    expect(first['models']).toHaveLength(4)
    const pageToken = first['nextPageToken'] as string
    const last = geminiModels(entries, { pageSize: '4', pageToken })
    expect(last['models']).toHaveLength(2)
    expect(last).not.toHaveProperty('nextPageToken')
    expect(geminiModels(entries)['models']).toHaveLength(6)
    expect(geminiModels(entries, { pageSize: 'x' })['models']).toHaveLength(6)
  })
})
