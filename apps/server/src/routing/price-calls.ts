import type { CallFact, Context, Cost, Middleware, Reply, Usage } from '@signalbox/core'

import type { ServerCatalog } from './server-catalog.ts'

/** Notes what each call of a provider cost, and with it what the answer has cost so far. */
export function priceCalls(prices: ServerCatalog): Middleware {
  return async function price(context, next) {
    const at = context.clock.wall()
    const before = context.facts.calls?.length ?? 0
    const settle = (usage: Usage | undefined, tier: string | undefined): void => {
      const call = ownCall(context, before)
      if (call === undefined || call.cost !== undefined) return
      call.cost = costOf(prices, call, { usage, tier, at, context })
      context.facts.cost = totalOf(context.facts.calls ?? [])
    }
    context.defer(({ status, usage }) => {
      if (status === 'ok' || usage !== undefined) settle(usage, tierOf(usage))
    })
    await next()
    const { response } = context
    // The head of a whole answer tells its cost; a stream's is known at its end.
    if (response === undefined || response.type === 'stream') return
    settle(usageOf(response), tierOf(usageOf(response)) ?? tierIn(response))
  }
}

/** The call that this attempt made: one before it may have failed on the same target. */
function ownCall({ facts, target, candidates }: Context, before: number): CallFact | undefined {
  const id = (target ?? candidates[0])?.id
  return facts.calls?.slice(before).find((call) => call.target.id === id)
}

function costOf(
  prices: ServerCatalog,
  { target, responseModel }: CallFact,
  asked: {
    readonly usage: Usage | undefined
    readonly tier: string | undefined
    readonly at: number
    readonly context: Context
  },
): Cost {
  const { usage, tier, at, context } = asked
  const { serviceTier } = context.request
  const price = prices.price({ ...target, serviceTier, at, tenant: context.caller?.tenant })
  const model = price.query.model === target.model ? responseModel : undefined
  const cost = prices.catalog.cost(price, usage, { at, serviceTier: tier, model })
  const { nanoUsd, basis, confidence, priceRowId, parts } = cost
  if (usage !== undefined)
    prices.catalog.observe(target.id, { usage, nanoUsd, serviceTier: cost.serviceTierBilled, at })
  const isDemo = prices.isDemo(target.provider)
  return { nanoUsd, basis, confidence: isDemo ? 'demo' : confidence, priceRowId, parts }
}

/** One unknown part makes the whole unknown. */
function totalOf(calls: readonly CallFact[]): Cost | undefined {
  const costs = calls.flatMap(({ cost }) => cost ?? [])
  const last = costs.at(-1)
  if (last === undefined || costs.length === 1) return last
  const known = costs.flatMap(({ nanoUsd }) => nanoUsd ?? [])
  const nanoUsd = known.length < costs.length ? null : known.reduce((sum, nano) => sum + nano, 0n)
  return { ...last, nanoUsd, parts: undefined }
}

function usageOf(response: Exclude<Reply, { type: 'stream' }>): Usage | undefined {
  return response.type === 'completion' ? response.completion.usage : response.result.usage
}

/** The tier that was billed, where a usage names it. */
function tierOf(usage: Usage | undefined): string | undefined {
  const tier = usage?.raw?.['service_tier']
  return typeof tier === 'string' ? tier : undefined
}

function tierIn(response: Exclude<Reply, { type: 'stream' }>): string | undefined {
  const answer = response.type === 'completion' ? response.completion : response.result
  for (const fields of Object.values(answer.extensions ?? {})) {
    const tier = fields?.['service_tier']
    if (typeof tier === 'string') return tier
  }
  return undefined
}
