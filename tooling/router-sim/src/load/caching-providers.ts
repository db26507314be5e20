import { GatewayError, type Completion, type Middleware, type Usage } from '@signalbox/core'
import { lognormal, seededRandom, type SimTarget } from '@signalbox/resilience-sim'

import { PromptCache, type CachedPrompt } from './prompt-caches.ts'

/** USD per million tokens of every target: only caches make one cheaper than another. */
export const cachedRates = { input: 3, cacheRead: 0.3, cacheWrite: 3.75, output: 15 } as const

/** One turn as its provider meets it. */
export interface Turn {
  readonly prompt: CachedPrompt
  readonly outTokens: number
  /** Seeds its delays and errors, so that every policy meets the same providers. */
  readonly luck: number
}

/** What all answers cost, and how much of their prompts was cached. */
export interface CacheBill {
  usd: number
  promptTokens: number
  cachedTokens: number
}

const cacheTtlMs = 300_000

/** The end of a pipeline: simulated providers, each with a prompt cache of its own. */
export function cachingProviders(
  targets: readonly SimTarget[],
  turnOf: (requestId: string) => Turn,
  options: {
    readonly bill: CacheBill
    readonly isDown: (target: string, now: number) => boolean
    /** Share of calls that fail. */
    readonly errorShare: (target: SimTarget, now: number) => number
  },
): Middleware {
  const { bill, isDown, errorShare } = options
  const providers = new Map(
    targets.map((target) => [target.id, { target, cache: new PromptCache(cacheTtlMs) }]),
  )

  return async (context) => {
    const id = (context.target ?? context.candidates[0])?.id ?? ''
    const provider = providers.get(id)
    if (provider === undefined) throw new TypeError(`The scenario has no target "${id}".`)
    const { target, cache } = provider
    const { clock, signal } = context
    const turn = turnOf(context.id)
    const random = seededRandom(turn.luck + [...providers.keys()].indexOf(id))
    if (isDown(id, clock.now())) {
      await clock.sleep(50, signal)
      throw failure('overloaded')
    }
    if (random() < errorShare(target, clock.now())) {
      await clock.sleep(250, signal)
      throw failure('transient')
    }
    const { medianMs, sigma } = target.firstContent
    const cached = cache.read(turn.prompt, clock.now())
    await clock.sleep(
      lognormal(random, medianMs, sigma) + turn.outTokens * target.msPerToken,
      signal,
    )
    cache.write(turn.prompt, turn.outTokens, clock.now())
    const written = turn.prompt.tokens - cached
    bill.promptTokens += turn.prompt.tokens
    bill.cachedTokens += cached
    const { cacheRead, cacheWrite, output } = cachedRates
    bill.usd += (cached * cacheRead + written * cacheWrite + turn.outTokens * output) / 1e6
    context.response = { type: 'completion', completion: answer(cached, written, turn.outTokens) }
  }
}

function answer(cacheRead: number, written: number, text: number): Completion {
  const usage: Usage = {
    input: {
      uncached: 0,
      cacheRead,
      cacheWrite5m: written,
      cacheWrite1h: 0,
      cacheWriteOther: 0,
      toolUse: 0,
    },
    output: { text, reasoning: 0 },
  }
  return {
    id: 'answer',
    model: 'm',
    usage,
    candidates: [
      {
        message: { role: 'assistant', content: [{ type: 'text', text: 'answer' }] },
        finish: { reason: 'stop' },
      },
    ],
  }
}

function failure(verdict: 'overloaded' | 'transient'): GatewayError {
  const kind = verdict === 'overloaded' ? 'overloaded' : 'upstream_error'
  return new GatewayError(kind, 'The simulated provider failed.', {
    origin: 'provider',
    verdict,
    ran: verdict === 'overloaded' ? 'no' : 'maybe',
    scope: 'target',
  })
}
