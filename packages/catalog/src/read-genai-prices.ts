import { isJsonObject, type JsonObject, type JsonValue } from '@signalbox/core'

import { decimalOf } from './decimal.ts'
import type {
  Band,
  ModelEntry,
  PriceSheet,
  PriceWindow,
  ProviderModels,
  SourceRef,
} from './model-entry.ts'
import type { TokenUnit } from './units.ts'

/** Their provider → ours, where the names differ. */
const providerNames: Readonly<Record<string, string>> = {
  'x-ai': 'xai',
  aws: 'bedrock',
  moonshotai: 'moonshot',
}

const tokenKeys: Readonly<Record<string, TokenUnit>> = {
  input_mtok: 'input',
  output_mtok: 'output',
  output_reasoning_mtok: 'reasoning',
  cache_read_mtok: 'cacheRead',
  cache_write_mtok: 'cacheWrite5m',
  cache_write_1h_mtok: 'cacheWrite1h',
  input_audio_mtok: 'audioIn',
  output_audio_mtok: 'audioOut',
  cache_audio_read_mtok: 'audioCacheRead',
  input_image_mtok: 'imageIn',
  output_image_mtok: 'imageOut',
  cache_image_read_mtok: 'imageCacheRead',
  input_video_mtok: 'videoIn',
  output_video_mtok: 'videoOut',
}

/** Price per thousand (or one) of something that is not a token. */
const unitKeys: Readonly<Record<string, readonly [unit: string, per: number]>> = {
  web_searches_kcount: ['webSearch', 1000],
  storage_searches_kcount: ['fileSearch', 1000],
  input_audio_hours: ['audioHour', 1],
  input_document_kpages: ['page', 1000],
  requests_kcount: ['request', 1000],
}

/** Providers of genai-prices in our shape; what cannot be read is left out. */
export function readGenaiPrices(
  json: JsonValue,
  source: Pick<SourceRef, 'id' | 'date'>,
): readonly ProviderModels[] {
  if (!Array.isArray(json)) return []
  const list: readonly JsonValue[] = json
  return list.flatMap((value) => (isJsonObject(value) ? [readProvider(value, source)] : []))
}

function readProvider(
  value: JsonObject,
  { id, date }: Pick<SourceRef, 'id' | 'date'>,
): ProviderModels {
  const theirs = textOf(value['id']) ?? ''
  const provider = providerNames[theirs] ?? theirs
  const [page] = listOf(value['pricing_urls'])
  const source: SourceRef = { id, date, url: textOf(page) ?? '' }
  const models = new Map<string, ModelEntry>()
  const aliases = new Map<string, string>()
  for (const item of listOf(value['models'])) {
    if (!isJsonObject(item)) continue
    const entry = readModel(item, provider, source)
    const lower = entry.model.toLowerCase()
    models.set(lower, entry)
    for (const name of equalNames(item['match'])) aliases.set(name.toLowerCase(), lower)
  }
  return { facts: { id: provider, adapter: provider }, models, aliases }
}

function readModel(value: JsonObject, provider: string, source: SourceRef): ModelEntry {
  const model = textOf(value['id']) ?? ''
  const context = value['context_window']
  const prices = readPrices(value['prices'])
  return {
    provider,
    model,
    kind: /embed/i.test(model) ? 'embedding' : 'chat',
    status: value['deprecated'] === true ? 'deprecated' : undefined,
    capabilities: {},
    limits: typeof context === 'number' ? { context } : {},
    prices,
    conflicts: [],
    source,
    confidence: prices === null ? 'unknown' : 'catalogue',
  }
}

/** Only names that must be equal: a prefix or a pattern is a guess. */
function equalNames(match: JsonValue | undefined): readonly string[] {
  if (!isJsonObject(match)) return []
  const name = textOf(match['equals'])
  return [...(name === undefined ? [] : [name]), ...listOf(match['or']).flatMap(equalNames)]
}

function readPrices(value: JsonValue | undefined): PriceSheet | null {
  const dated = Array.isArray(value) ? listOf(value).filter(isJsonObject) : undefined
  if (dated === undefined) return isJsonObject(value) ? sheetOf(value) : null
  const base = dated.find(({ constraint }) => !isJsonObject(constraint))?.['prices']
  const sheet = isJsonObject(base) ? sheetOf(base) : null
  const schedule = dated.flatMap(({ constraint, prices }): readonly PriceWindow[] => {
    const modes = isJsonObject(prices) ? sheetOf(prices)?.modes : undefined
    if (!isJsonObject(constraint) || modes === undefined) return []
    const from = textOf(constraint['start_date'])
    if (from !== undefined) return [{ from, modes }]
    const [start, end] = [textOf(constraint['start_time']), textOf(constraint['end_time'])]
    if (start === undefined || end === undefined) return []
    return [{ daily: [start.slice(0, 5), end.slice(0, 5)], modes }]
  })
  return sheet === null || schedule.length === 0 ? sheet : { ...sheet, schedule }
}

function sheetOf(prices: JsonObject): PriceSheet | null {
  const perUnit = Object.entries(unitKeys).flatMap(([key, [unit, per]]) => {
    const price = prices[key]
    const rate = typeof price === 'number' && price > 0 ? perOne(price, per) : undefined
    return rate === undefined ? [] : [[unit, rate] as const]
  })
  const bands = bandsOf(prices)
  if (bands.length === 0 && perUnit.length === 0) return null
  const { request: perRequest, ...units } = Object.fromEntries(perUnit)
  return {
    modes: bands.length === 0 ? {} : { standard: bands },
    ...(Object.keys(units).length === 0 ? {} : { perUnit: units }),
    ...(perRequest === undefined ? {} : { perRequest }),
  }
}

function bandsOf(prices: JsonObject): readonly Band[] {
  const bands = new Map<number, Partial<Record<TokenUnit, string>>>()
  const put = (above: number, unit: TokenUnit, price: JsonValue | undefined): void => {
    const rate = typeof price === 'number' && price > 0 ? decimalOf(price) : undefined
    if (rate !== undefined) bands.set(above, { ...bands.get(above), [unit]: rate })
  }
  for (const [key, unit] of Object.entries(tokenKeys)) {
    const price = prices[key]
    if (!isJsonObject(price)) put(0, unit, price)
    else {
      put(0, unit, price['base'])
      for (const tier of listOf(price['tiers']))
        if (isJsonObject(tier)) put(Number(tier['start']), unit, tier['price'])
    }
  }
  return [...bands]
    .map(([above, rates]) => ({ above, rates }))
    .toSorted((a, b) => a.above - b.above)
}

function perOne(price: number, per: number): string | undefined {
  const digits = Math.round(Math.log10(per))
  const text = decimalOf(price)
  if (text === undefined || digits === 0) return text
  const [whole = '', fraction = ''] = text.split('.')
  const padded = whole.padStart(digits + 1, '0')
  const cut = padded.length - digits
  return `${padded.slice(0, cut)}.${padded.slice(cut)}${fraction}`
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]) : []
}

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}
