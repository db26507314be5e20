import type { CompatibleRow } from '../row.ts'

/** Gateways in front of many providers, and the row for a server nobody has described. */
export const gatewayRows: readonly CompatibleRow[] = [
  {
    provider: 'openrouter',
    baseUrl: 'https://openrouter.ai/api/v1',
    renames: { max_completion_tokens: 'max_tokens' },
    cacheControl: true,
    reasoning: { options: 'reasoning', field: 'reasoning_details' },
    repairs: ['tools', 'finish', 'usage'],
    capabilities: {
      media: ['image', 'file', 'audio', 'video'],
      toolChoice: ['auto', 'none', 'required', 'tool'],
      parallelToolCalls: true,
      jsonSchema: 'native',
    },
  },
  {
    provider: 'tokenmix',
    baseUrl: 'https://api.tokenmix.ai/v1',
    renames: { max_completion_tokens: 'max_tokens' },
    developerRole: false,
    reasoning: { options: 'reasoning_effort', field: 'reasoning_content' },
    repairs: ['role', 'tools', 'finish', 'usage'],
  },
  {
    provider: 'litellm',
    cacheControl: true,
    reasoning: { options: 'reasoning_effort', field: 'reasoning_content' },
    repairs: ['tools', 'finish', 'usage'],
    capabilities: { operations: ['chat', 'embed', 'rerank'] },
  },
  {
    provider: 'portkey',
    baseUrl: 'https://api.portkey.ai/v1',
    auth: { header: 'x-portkey-api-key', prefix: '' },
    cacheControl: true,
    reasoning: { options: 'reasoning_effort', field: 'reasoning_content' },
    repairs: ['role', 'tools', 'finish', 'usage'],
  },
  {
    provider: 'openai-compatible',
    renames: { max_completion_tokens: 'max_tokens' },
    developerRole: false,
    cacheControl: true,
    reasoning: { options: 'reasoning_effort', field: 'reasoning_content' },
    repairs: ['role', 'tools', 'finish', 'usage', 'no-done'],
    capabilities: { operations: ['chat', 'embed', 'rerank'] },
  },
]
