import { findProvider } from '@pydantic/genai-prices'
import type { JsonValue } from '@signalbox/core'

import type { ProviderModels } from '../model-entry.ts'
import { readGenaiPrices } from '../read-genai-prices.ts'
import type { Snapshot } from '../snapshot.ts'

/** The package's own copy carries no date: this is the day on which 0.1.8 was published. */
const source = { id: 'genai-prices-0.1.8', date: '2026-09-23' }

/** Ours → theirs. */
const theirNames: Readonly<Record<string, string>> = {
  anthropic: 'anthropic',
  azure: 'azure',
  bedrock: 'aws',
  cerebras: 'cerebras',
  cloudflare: 'cloudflare',
  cohere: 'cohere',
  deepseek: 'deepseek',
  fireworks: 'fireworks',
  google: 'google',
  groq: 'groq',
  minimax: 'minimax',
  mistral: 'mistral',
  moonshot: 'moonshotai',
  novita: 'novita',
  openai: 'openai',
  openrouter: 'openrouter',
  ovhcloud: 'ovhcloud',
  perplexity: 'perplexity',
  together: 'together',
  voyageai: 'voyageai',
  xai: 'x-ai',
  zai: 'zai',
}

/** The prices bundled with `@pydantic/genai-prices` as a layer below our own tables. */
export function genaiPrices(): Snapshot {
  const read = new Map<string, ProviderModels | undefined>()
  return {
    id: source.id,
    providers: Object.keys(theirNames).map((id) => ({ id, adapter: id })),
    models: (provider) => {
      if (!read.has(provider)) read.set(provider, load(theirNames[provider]))
      return read.get(provider)
    },
  }
}

function load(providerId: string | undefined): ProviderModels | undefined {
  const found = providerId === undefined ? undefined : findProvider({ providerId })
  if (found === undefined || found.id !== providerId) return undefined
  return readGenaiPrices(JSON.parse(JSON.stringify([found])) as JsonValue, source)[0]
}
