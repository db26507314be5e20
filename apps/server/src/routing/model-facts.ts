import type { CompiledPrice, DeprecationNotice } from '@signalbox/catalog'
import type { JsonObject } from '@signalbox/core'

import type { Config } from '../config/config.ts'
import type { ServerCatalog } from './server-catalog.ts'
import { targetOf } from './target-of.ts'

/** What the catalogue knows of a target. */
export interface ModelFacts {
  readonly target: string
  /** Decimal strings, USD per 1,000,000 tokens of short prompts; absent is unknown. */
  readonly input?: string | undefined
  readonly output?: string | undefined
  readonly cacheRead?: string | undefined
  readonly confidence: string
  /** Who says so, and when. */
  readonly source?: string | undefined
  readonly date?: string | undefined
  readonly contextTokens?: number | undefined
  readonly notice?: DeprecationNotice | undefined
}

/** Facts of a `provider/model`; undefined when the provider is not configured. */
export function modelFacts(
  config: Config,
  prices: ServerCatalog,
  id: string,
): ModelFacts | undefined {
  const slash = id.indexOf('/')
  const provider = config.providers.find(({ name }) => name === id.slice(0, slash))
  if (provider === undefined) return undefined
  const target = targetOf(provider, id.slice(slash + 1))
  const { catalog } = prices
  const price = prices.price(target)
  const entry = catalog.resolve(target)
  return {
    target: id,
    ...ratesOf(price),
    confidence: prices.isDemo(provider.name) ? 'demo' : price.confidence,
    source: entry?.source.id,
    date: entry?.source.date,
    contextTokens: catalog.capabilities(target).contextTokens,
    notice: catalog.notice(target),
  }
}

const inputAt = 0
const outputAt = 1
const cacheReadAt = 3

function ratesOf({
  bands,
  free,
}: CompiledPrice): Pick<ModelFacts, 'input' | 'output' | 'cacheRead'> {
  if (free) return { input: '0', output: '0', cacheRead: '0' }
  const texts = bands[0]?.texts ?? []
  return { input: texts[inputAt], output: texts[outputAt], cacheRead: texts[cacheReadAt] }
}

/** Facts as fields of a model list. */
export function factsJson({ input, output, contextTokens, notice }: ModelFacts): JsonObject {
  const { state, retires, successor, message } = notice ?? {}
  return {
    ...(contextTokens === undefined ? {} : { context_length: contextTokens }),
    ...(input === undefined
      ? {}
      : { pricing: { unit: 'usd_per_1m_tokens', input, output: output ?? null } }),
    ...(notice === undefined
      ? {}
      : {
          deprecation: {
            state: state ?? '',
            retires: retires ?? null,
            successor: successor ?? null,
            message: message ?? '',
          },
        }),
  }
}
