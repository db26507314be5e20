import { anthropic } from '@signalbox/adapters-anthropic'
import { bedrock } from '@signalbox/adapters-bedrock'
import { cohere } from '@signalbox/adapters-cohere'
import { google, vertex } from '@signalbox/adapters-google'
import { azure, compatible, openai } from '@signalbox/adapters-openai'
import type { Adapter } from '@signalbox/core'

import type { ProviderConfig } from './config/config.ts'

/** The adapter of a configured provider, under the provider's own name. */
export function adapterOf(provider: ProviderConfig): Adapter {
  return { ...wireOf(provider), provider: provider.name }
}

function wireOf(config: ProviderConfig): Adapter {
  const { adapter, api, project = '', region, resource, apiVersion } = config
  switch (adapter) {
    case 'openai':
      return openai({ api })
    case 'azure':
      return azure({ api, resource, apiVersion })
    case 'anthropic':
      return anthropic()
    case 'google':
      return google()
    case 'vertex':
      return vertex({ project, region })
    case 'bedrock':
      return bedrock({ region: region ?? '' })
    case 'cohere':
      return cohere()
    case 'mistral':
    case 'deepseek':
    case 'qwen':
    case 'openrouter':
    case 'tokenmix':
    case 'groq':
    case 'xai':
    case 'together':
    case 'fireworks':
    case 'litellm':
    case 'portkey':
    case 'vllm':
    case 'ollama':
    case 'cerebras':
    case 'perplexity':
    case 'huggingface':
    case 'cloudflare':
    case 'openai-compatible':
      return compatible(adapter)
  }
}
