import { isJsonObject, type JsonObject, type JsonValue } from '@signalbox/core'

import { decimalOf } from './decimal.ts'
import type { Band, ModelEntry, ProviderModels, SourceRef } from './model-entry.ts'
import type { Rates, TokenUnit } from './units.ts'

/** Their provider → ours, where the names differ. */
const providerNames: Readonly<Record<string, string>> = {
  alibaba: 'qwen',
  'alibaba-cn': 'qwen-cn',
  'amazon-bedrock': 'bedrock',
  'fireworks-ai': 'fireworks',
  moonshotai: 'moonshot',
  togetherai: 'together',
}

const costKeys: Readonly<Record<string, TokenUnit>> = {
  input: 'input',
  output: 'output',
  reasoning: 'reasoning',
  cache_read: 'cacheRead',
  cache_write: 'cacheWrite5m',
  input_audio: 'audioIn',
  output_audio: 'audioOut',
}

/** The providers of models.dev's api.json in our shape; a zero there means "not filled in". */
export function readModelsDev(
  json: JsonValue,
  { id, date }: Pick<SourceRef, 'id' | 'date'>,
): readonly ProviderModels[] {
  if (!isJsonObject(json)) return []
  return Object.entries(json).flatMap(([theirs, value]) => {
    const listed = isJsonObject(value) ? value['models'] : undefined
    if (!isJsonObject(listed)) return []
    const provider = providerNames[theirs] ?? theirs
    const source: SourceRef = { id, date, url: 'https://models.dev' }
    const models = new Map(
      Object.entries(listed).flatMap(([model, facts]) =>
        isJsonObject(facts)
          ? [[model.toLowerCase(), readModel(facts, { provider, model, source })] as const]
          : [],
      ),
    )
    return [{ facts: { id: provider, adapter: provider }, models }]
  })
}

function readModel(
  facts: JsonObject,
  own: Pick<ModelEntry, 'provider' | 'model' | 'source'>,
): ModelEntry {
  const cost = isJsonObject(facts['cost']) ? facts['cost'] : {}
  const long = isJsonObject(cost['context_over_200k']) ? cost['context_over_200k'] : {}
  const base = ratesOf(cost)
  const over = ratesOf(long)
  const bands: readonly Band[] = [
    { above: 0, rates: base },
    ...(Object.keys(over).length === 0 ? [] : [{ above: 200_000, rates: over }]),
  ]
  const priced = Object.keys(base).length > 0
  const { modalities } = facts
  const inputs = isJsonObject(modalities) ? modalities['input'] : undefined
  const takes = Array.isArray(inputs) ? (inputs as readonly JsonValue[]) : undefined
  const status = facts['status']
  return {
    ...own,
    kind: 'chat',
    status: typeof status === 'string' ? status : undefined,
    capabilities: {
      ...flag('tools', facts['tool_call']),
      ...flag('reasoning', facts['reasoning']),
      ...flag('structured_output', facts['structured_output']),
      ...(takes === undefined
        ? {}
        : {
            vision: takes.includes('image'),
            audio: takes.includes('audio'),
            video: takes.includes('video'),
            pdf: takes.includes('pdf'),
          }),
    },
    limits: isJsonObject(facts['limit']) ? limitsOf(facts['limit']) : {},
    prices: priced ? { modes: { standard: bands } } : null,
    conflicts: [],
    confidence: priced ? 'catalogue' : 'unknown',
  }
}

function ratesOf(cost: JsonObject): Rates {
  return Object.fromEntries(
    Object.entries(costKeys).flatMap(([key, unit]) => {
      const price = cost[key]
      const rate = typeof price === 'number' && price > 0 ? decimalOf(price) : undefined
      return rate === undefined ? [] : [[unit, rate]]
    }),
  )
}

function limitsOf(limit: JsonObject): ModelEntry['limits'] {
  const names = ['context', 'input', 'output']
  return Object.fromEntries(
    names.flatMap((name) => (typeof limit[name] === 'number' ? [[name, limit[name]]] : [])),
  )
}

function flag(name: string, value: JsonValue | undefined): Readonly<Record<string, boolean>> {
  return typeof value === 'boolean' ? { [name]: value } : {}
}
