import { calcPrice } from '@pydantic/genai-prices'
import { loadRecordings } from '@signalbox/testing'
import { describe, expect, test } from 'vitest'

import { recordedUsage, type Recorded } from '../test-support/recorded-usage.ts'
import { createCatalog } from './create-catalog.ts'
import { genaiPrices } from './genai-prices/genai-prices.ts'

const folder = new URL('../../../../shared/fixtures/recordings/', import.meta.url)
const { list, missing } = loadRecordings(folder, ({ status }) => status < 300)
const at = Date.parse('2026-11-24T12:00:00Z')
const catalog = createCatalog({ snapshots: [genaiPrices()] })

const recorded = list.flatMap((recording) => {
  const found = recordedUsage(recording)
  return found === undefined ? [] : [{ ...found, file: recording.file }]
})

function costOf({ provider, model, usage }: Recorded) {
  return catalog.cost(catalog.price({ provider, model, at }), usage)
}

const theirNames: Readonly<Record<string, string>> = {
  bedrock: 'aws',
  xai: 'x-ai',
  moonshot: 'moonshotai',
}

/** The other implementation's figure, from sums as its interface wants them. */
function theirUsd({ provider, model, usage: { input, output } }: Recorded): number | undefined {
  const found = calcPrice(
    {
      input_tokens:
        input.uncached + input.toolUse + input.cacheRead + input.cacheWrite5m + input.cacheWrite1h,
      cache_read_tokens: input.cacheRead,
      cache_write_tokens: input.cacheWrite5m + input.cacheWrite1h,
      cache_write_1h_tokens: input.cacheWrite1h,
      output_tokens: output.text + output.reasoning,
    },
    model,
    { providerId: theirNames[provider] ?? provider, timestamp: new Date(at) },
  )
  return found?.total_price
}

describe.skipIf(missing !== undefined)('recorded usage blocks', () => {
  const known = recorded.filter((one) => costOf(one).nanoUsd !== null)

  test('are priced for at least ten providers, 120 of them', () => {
    const counts = Object.groupBy(known, ({ provider }) => provider)
    expect(Object.keys(counts).length).toBeGreaterThanOrEqual(10)
    expect(known.length).toBeGreaterThanOrEqual(120)
  })

  test('cost what another implementation says, to 10^-12 USD', () => {
    const undisputed = known.filter(
      (one) => costOf(one).confidence !== 'conflict' && one.provider !== 'google-vertex',
    )
    const compared = undisputed.flatMap((one) => {
      const theirs = theirUsd(one)
      const ours = Number(costOf(one).attoUsd) / 1e18
      return theirs === undefined ? [] : [{ ...one, ours, theirs }]
    })
    const differences = compared
      .filter(({ ours, theirs }) => Math.abs(theirs - ours) >= 1e-12)
      .map(({ file, model, ours, theirs }) => `${file} ${model} ${String(ours)} ${String(theirs)}`)
    expect(compared.length).toBeGreaterThanOrEqual(120)
    expect(differences).toEqual([])
  })
})
