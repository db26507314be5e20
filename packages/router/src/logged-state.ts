import type { CircuitState, HealthView } from '@signalbox/core'
import { z } from 'zod'

import type { Affinity } from './affinity.ts'
import type { Decision } from './decision.ts'
import { TargetSignals } from './signals/target-signals.ts'
import type { TargetOutlook } from './target-outlook.ts'

/** What a router knew of one target when it decided; what is absent was not known. */
export interface LoggedTarget {
  readonly ttftMs?: number | undefined
  readonly pError?: number | undefined
  readonly circuit?: CircuitState | undefined
  /** Of the prompt, where the conversation was at home. */
  readonly cachedTokens?: number | undefined
  /** Set back by its errors. */
  readonly demoted?: boolean | undefined
}

/** What a router knew, by target. */
export type LoggedState = Readonly<Record<string, LoggedTarget>>

/** Checks a state that comes from a file. */
export const loggedStateSchema: z.ZodType<LoggedState> = z.record(
  z.string(),
  z.object({
    ttftMs: z.number().min(0).optional(),
    pError: z.number().min(0).max(1).optional(),
    circuit: z.enum(['healthy', 'degraded', 'half-open', 'open', 'disabled']).optional(),
    cachedTokens: z.number().min(0).optional(),
    demoted: z.boolean().optional(),
  }),
)

/** What a decision was made on, for a log from which it can be made again. */
export function loggedStateOf({ ranked, excluded }: Decision): LoggedState {
  const state: Record<string, LoggedTarget> = {}
  for (const { deployment, reason } of excluded)
    if (reason === 'circuit_open') state[deployment] = { circuit: 'open' }
    else if (reason === 'disabled') state[deployment] = { circuit: 'disabled' }
  for (const { deployment, estimate, flags } of ranked) {
    const { ttftMs, pError, cachedTokens } = estimate
    state[deployment] = {
      ttftMs,
      pError,
      circuit: flags.includes('probe') ? 'half-open' : 'healthy',
      cachedTokens,
      ...(flags.includes('demoted') ? { demoted: true } : {}),
    }
  }
  return state
}

/** The parts of a router's state, as a log has them. */
export interface Replayed {
  readonly outlookOf: (target: string) => TargetOutlook
  readonly health: HealthView
  readonly affinity: Pick<Affinity, 'homeOf'>
}

/** A state in which a logged decision can be made again; answers are as long as the logged one was. */
export function replay(
  state: LoggedState,
  options: { readonly now: number; readonly outTokens?: number | undefined },
): Replayed {
  const { now, outTokens } = options
  const home = Object.entries(state).find(([, { cachedTokens = 0 }]) => cachedTokens > 0)
  return {
    outlookOf: (target) => outlookOf(state[target] ?? {}, now, outTokens),
    health: {
      circuit: (id) => ({ state: state[id]?.circuit ?? 'healthy' }),
      bucket: () => ({ requests: Infinity, tokens: Infinity, share: 1 }),
      concurrency: () => ({ inflight: 0, limit: Infinity }),
    },
    affinity: {
      homeOf: () =>
        home === undefined
          ? undefined
          : { target: home[0], prefixTokens: home[1].cachedTokens ?? 0, at: now },
    },
  }
}

function outlookOf(
  { ttftMs, pError, demoted = false }: LoggedTarget,
  now: number,
  outTokens: number | undefined,
): TargetOutlook {
  const unknown = new TargetSignals(now)
  return {
    usedAt: now,
    tokenRatio: 1,
    expectedFirstToken: (inputTokens, reasoning) =>
      ttftMs ?? unknown.expectedFirstToken(inputTokens, reasoning, now),
    firstTokenQuantile: () => undefined,
    pError: () => pError ?? unknown.pError(now),
    demoted: () => demoted,
    outTokens: (task, start) => outTokens ?? unknown.outTokens(task, start),
    throughput: () => undefined,
    // What was expected of an answer in one piece has its writing in it.
    writingMs: () => 0,
    wholeLate: () => 0,
  }
}
