import { describe, expect, test } from 'vitest'

import { bareModel, enforcesSchemas, familyOf } from './model-family.ts'

const target = (model: string) => ({ id: 't', provider: 'bedrock', model })

test.each([
  ['us.anthropic.claude-sonnet-5', 'anthropic.claude-sonnet-5'],
  ['us-gov.amazon.nova-pro-v1:0', 'amazon.nova-pro-v1:0'],
  ['global.anthropic.claude-opus-5', 'anthropic.claude-opus-5'],
  ['meta.llama3-3-70b-instruct-v1:0', 'meta.llama3-3-70b-instruct-v1:0'],
  [
    'arn:aws:bedrock:us-east-1:123456789012:inference-profile/eu.amazon.nova-lite-v1:0',
    'amazon.nova-lite-v1:0',
  ],
  ['arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/ab12', 'ab12'],
])('%s is %s', (model, bare) => {
  expect(bareModel(model)).toBe(bare)
})

describe('the family of a model', () => {
  test.each([
    ['eu.anthropic.claude-haiku-4-5-20251001-v1:0', { thinking: 'claude', cache: 'all' }],
    ['us.anthropic.claude-sonnet-5', { prefill: false, sampling: 'none', forcesThinking: true }],
    ['anthropic.claude-opus-4-7-v1', { prefill: false, sampling: 'none', forcesThinking: false }],
    ['us.amazon.nova-2-lite-v1:0', { thinking: 'nova', cache: 'no-tools' }],
    ['amazon.nova-lite-v1:0', { topK: 'nested', toolChoice: 'named' }],
    ['openai.gpt-oss-120b-1:0', { thinking: 'flat-effort', cache: 'none' }],
    ['us.openai.gpt-6-sol', { thinking: 'nested-effort' }],
    ['moonshotai.kimi-k2-thinking', { thinking: 'flat-effort' }],
    ['mistral.mistral-large-2407-v1:0', { resultsAlone: true, toolChoice: 'any' }],
    ['meta.llama3-3-70b-instruct-v1:0', { resultsAlone: true, toolChoice: 'none' }],
    ['cohere.command-r-v1:0', { toolChoice: 'none', prefill: false }],
  ])('%s', (model, facts) => {
    expect(familyOf(target(model))).toMatchObject(facts)
  })

  test('an own profile is as its capabilities say', () => {
    const own = target('arn:aws:bedrock:us-east-1:1:application-inference-profile/ab12')
    expect(familyOf(own).thinking).toBeUndefined()
    expect(familyOf({ ...own, capabilities: { reasoning: 'budget' } }).thinking).toBe('claude')
    expect(familyOf({ ...own, capabilities: { reasoning: 'none' } }).thinking).toBeUndefined()
  })
})

test.each([
  ['us.anthropic.claude-sonnet-4-5-20250929-v1:0', true],
  ['anthropic.claude-opus-5', true],
  ['anthropic.claude-3-5-sonnet-20241022-v2:0', false],
  ['anthropic.claude-sonnet-4-20250514-v1:0', false],
  ['anthropic.claude-opus-4-1-20250805-v1:0', false],
  ['amazon.nova-lite-v1:0', false],
  ['qwen.qwen3-32b-v1:0', true],
  ['something-new', true],
])('%s keeps to a schema by itself: %s', (model, enforces) => {
  expect(enforcesSchemas(model)).toBe(enforces)
})
