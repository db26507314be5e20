import { describe, expect, test } from 'vitest'

import { createCatalog } from './create-catalog.ts'
import { genaiPrices } from './genai-prices/genai-prices.ts'

const catalog = createCatalog({
  snapshots: [genaiPrices()],
  overrides: [{ match: 'azure/my-gpt', model: 'gpt-5.5' }],
})

describe('strings that name a model', () => {
  test.each([
    ['openai/gpt-4o', 'gpt-4o'],
    ['openai/GPT-4o', 'gpt-4o'],
    ['openai/gpt-5.5-2026-04-23', 'gpt-5.5-2026-04-23'],
    ['openai/gpt-5.5', 'gpt-5.5'],
    ['openai/o4-mini-2099-04-16', 'o4-mini'],
    ['openai/text-embedding-3-small', 'text-embedding-3-small'],
    ['anthropic/claude-opus-4-8', 'claude-opus-4-8'],
    ['anthropic/claude-opus-4-8-20260401', 'claude-opus-4-8'],
    ['anthropic/claude-opus-4-8-latest', 'claude-opus-4-8'],
    ['anthropic/claude-sonnet-4-5-20991231', 'claude-sonnet-4-5'],
    ['anthropic/Claude-Haiku-4-5', 'claude-haiku-4-5'],
    ['google/gemini-2.5-pro', 'gemini-2.5-pro'],
    ['google/models/gemini-2.5-pro', 'gemini-2.5-pro'],
    ['google/publishers/google/models/gemini-2.5-flash', 'gemini-2.5-flash'],
    ['vertex/gemini-2.5-pro', 'gemini-2.5-pro'],
    ['vertex/claude-opus-4-8', 'claude-opus-4-8@default'],
    ['bedrock/amazon.nova-pro-v1:0', 'amazon.nova-pro-v1:0'],
    ['bedrock/us.anthropic.claude-sonnet-5', 'us.anthropic.claude-sonnet-5'],
    [
      'bedrock/arn:aws:bedrock:us-east-1:1:inference-profile/us.anthropic.claude-sonnet-5',
      'us.anthropic.claude-sonnet-5',
    ],
    ['bedrock/us.amazon.nova-lite-v1:0', 'amazon.nova-lite-v1:0'],
    ['openai/gpt-3.5-turbo-instruct:20230824-v2', 'gpt-3.5-turbo-instruct'],
    ['azure/my-gpt', 'gpt-5.5'],
    ['azure/gpt-4o', 'gpt-4o'],
    ['mistral/mistral-large-latest', 'mistral-large-latest'],
    ['deepseek/deepseek-chat', 'deepseek-chat'],
    ['qwen/qwen-plus', 'qwen-plus'],
    ['qwen/qwen-plus-latest', 'qwen-plus-latest'],
    ['groq/llama-3.3-70b-versatile', 'llama-3.3-70b-versatile'],
    ['groq/openai/gpt-oss-120b', 'openai/gpt-oss-120b'],
    ['xai/grok-4.5', 'grok-4.5'],
    ['xai/grok-4.5-latest', 'grok-4.5-latest'],
    ['together/deepseek-ai/DeepSeek-V3.1', 'deepseek-ai/DeepSeek-V3.1'],
    ['together/deepseek-ai/deepseek-v3.1', 'deepseek-ai/DeepSeek-V3.1'],
    ['cohere/command-a-03-2025', 'command-a-03-2025'],
    ['moonshot/kimi-k2.6', 'kimi-k2.6'],
    ['openrouter/anything/at-all:free', 'anything/at-all:free'],
    ['ollama/llama3', 'llama3'],
    ['vllm/my/model', 'my/model'],
  ])('%s is %s', (ref, model) => {
    const entry = catalog.resolve(ref)
    expect(entry?.model.toLowerCase()).toBe(model.toLowerCase())
    expect(entry?.prices).not.toBeNull()
  })
})

describe('look-alikes that name nothing', () => {
  test.each([
    'openai/gpt-5.55',
    'openai/gpt-5.5-ultra',
    'openai/gpt-4o-',
    'openai/gpt',
    'openai/ft:gpt-4o-2024-08-06:me::id',
    'openai/my-gpt-4o',
    'openai/gpt-4o-2024',
    'openai/claude-opus-4-8',
    'anthropic/claude-opus-4-8-fast-lane',
    'anthropic/claude',
    'anthropic/claude-opus-5-0',
    'anthropic/anthropic.claude-opus-4-8',
    'google/gemini-2.5',
    'google/gemini-2.5-pro-preview-tts-9',
    'google/tunedModels/gemini-2.5-pro-x',
    'bedrock/xx.amazon.nova-pro-v1:0',
    'bedrock/amazon.nova',
    'bedrock/us.anthropic.claude-sonnet-9-20990101-v1:0',
    'mistral/mistral-large-2',
    'deepseek/deepseek-v9',
    'groq/llama-3.3-70b',
    'azure/your-gpt',
    'nobody/gpt-4o',
    'gpt-4o',
    '',
  ])('%s', (ref) => {
    expect(catalog.resolve(ref)).toBeNull()
  })
})

test('a dated model with prices of its own keeps them', () => {
  expect(catalog.resolve('openai/gpt-4o-2024-05-13')?.model).toBe('gpt-4o-2024-05-13')
})

test('the long tail comes from the second layer, names without guesses', () => {
  const entry = catalog.resolve('cerebras/gpt-oss-120b')
  expect(entry).toMatchObject({ confidence: 'catalogue', source: { id: 'genai-prices-0.1.8' } })
  expect(createCatalog().resolve('cerebras/gpt-oss-120b')).toBeNull()
})

test('a configured name finds its rows by catalogue name, host and adapter', () => {
  const { resolve } = createCatalog({
    providers: {
      claude: { adapter: 'anthropic' },
      mine: { catalog: 'openai', adapter: 'openai-compatible' },
      seek: { adapter: 'openai-compatible', baseUrl: 'https://api.deepseek.com/v1' },
      lab: { adapter: 'vllm', baseUrl: 'http://10.0.0.5:8000/v1' },
    },
  })
  expect(resolve('claude/claude-opus-4-8')?.provider).toBe('anthropic')
  expect(resolve('mine/gpt-4o')?.provider).toBe('openai')
  expect(resolve('seek/deepseek-chat')?.provider).toBe('deepseek')
  expect(resolve('lab/llama')?.prices).toEqual({ modes: {}, free: true })
})
