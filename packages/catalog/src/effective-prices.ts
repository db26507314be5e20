import type { Usage } from '@signalbox/core'

const halfLifeMs = 3 * 86_400_000
const nanoPerUsd = 1e9

/** What a deployment really costs, learned from settled usage; statistics, never a bill. */
export interface EffectivePrice {
  /** Of the prompt tokens. */
  readonly cachedShare: number
  readonly outputPerInput: number
  /** Of the output tokens. */
  readonly reasoningShare: number
  /** USD per 1,000,000 tokens in and out; NaN without a priced sample. */
  readonly usdPerMillion: number
  readonly tierShare: Readonly<Record<string, number>>
  readonly samples: number
}

/** What was settled. */
export interface SettledUse {
  readonly usage: Usage
  readonly nanoUsd: bigint | null
  readonly serviceTier?: string | undefined
  /** Unix ms. */
  readonly at: number
}

interface Sums {
  at: number
  prompt: number
  cached: number
  output: number
  reasoning: number
  pricedTokens: number
  usd: number
  tiers: Record<string, number>
  samples: number
}

/** Learns from usage with a half-life of three days. */
export interface EffectivePrices {
  readonly observe: (deployment: string, use: SettledUse) => void
  readonly effective: (deployment: string) => EffectivePrice | null
}

/** Keeps `most` deployments, those that were used last. */
export function createEffectivePrices(most = 10_000): EffectivePrices {
  const all = new Map<string, Sums>()
  return {
    observe: (deployment, use) => {
      const sums = all.get(deployment) ?? empty(use.at)
      all.delete(deployment)
      all.set(deployment, sums)
      add(sums, use)
      const [oldest] = all.keys()
      if (all.size > most && oldest !== undefined) all.delete(oldest)
    },
    effective: (deployment) => {
      const sums = all.get(deployment)
      return sums === undefined ? null : summary(sums)
    },
  }
}

function empty(at: number): Sums {
  return {
    at,
    prompt: 0,
    cached: 0,
    output: 0,
    reasoning: 0,
    pricedTokens: 0,
    usd: 0,
    tiers: {},
    samples: 0,
  }
}

function add(sums: Sums, { usage, nanoUsd, serviceTier = 'standard', at }: SettledUse): void {
  const factor = 2 ** -(Math.max(0, at - sums.at) / halfLifeMs)
  const { input, output } = usage
  const written = input.cacheWrite5m + input.cacheWrite1h + input.cacheWriteOther
  const prompt = input.uncached + input.toolUse + input.cacheRead + written
  const answered = output.text + output.reasoning
  const priced = nanoUsd !== null
  sums.at = Math.max(sums.at, at)
  sums.prompt = sums.prompt * factor + prompt
  sums.cached = sums.cached * factor + input.cacheRead
  sums.output = sums.output * factor + answered
  sums.reasoning = sums.reasoning * factor + output.reasoning
  sums.pricedTokens = sums.pricedTokens * factor + (priced ? prompt + answered : 0)
  sums.usd = sums.usd * factor + (priced ? Number(nanoUsd) / nanoPerUsd : 0)
  for (const tier of Object.keys(sums.tiers)) sums.tiers[tier] = (sums.tiers[tier] ?? 0) * factor
  sums.tiers[serviceTier] = (sums.tiers[serviceTier] ?? 0) + 1
  sums.samples += 1
}

function summary(sums: Sums): EffectivePrice {
  const calls = Object.values(sums.tiers).reduce((total, count) => total + count, 0)
  return {
    cachedShare: share(sums.cached, sums.prompt),
    outputPerInput: share(sums.output, sums.prompt),
    reasoningShare: share(sums.reasoning, sums.output),
    usdPerMillion:
      sums.pricedTokens === 0 ? Number.NaN : (sums.usd / sums.pricedTokens) * 1_000_000,
    tierShare: Object.fromEntries(
      Object.entries(sums.tiers).map(([tier, count]) => [tier, share(count, calls)]),
    ),
    samples: sums.samples,
  }
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole
}
