import { systemClock, type Clock, type Context } from '@signalbox/core'

import { createAlarms, type Alarms } from './alarms.ts'
import { createBreakers, type Breakers } from './breaker.ts'
import type { DeferrableLane } from './deferrable.ts'
import { createFirstContentClocks, type FirstContentClocks } from './first-content-clocks.ts'
import { createGate, type Gate } from './gate.ts'
import { createHedger, type Hedger } from './hedge.ts'
import type { MidStreamPolicy } from './mid-stream.ts'
import type { TrafficClass } from './permit.ts'
import type { ResilienceEvent, ResilienceOptions } from './resilience-options.ts'
import { createRetryBudget, type RetryBudget } from './retry-budget.ts'
import type { Shedding } from './shedding.ts'
import type { MoveRules } from './target-order.ts'

/** What all requests share. */
export interface ResilienceParts {
  readonly clock: Clock
  readonly random: () => number
  readonly alarms: Alarms
  readonly breakers: Breakers
  readonly gate: Gate
  readonly budget: RetryBudget
  readonly clocks: FirstContentClocks
  readonly hedger: Hedger
  readonly moves: MoveRules
  readonly maxAttempts: number
  readonly totalMs: number
  readonly midStream: MidStreamPolicy
  readonly shedding: Shedding | undefined
  readonly lane: DeferrableLane | undefined
  readonly classOf?: ((context: Context) => TrafficClass) | undefined
  onEvent(event: ResilienceEvent): void
}

/** Builds them once. */
export function createParts(options: ResilienceOptions): ResilienceParts {
  const { clock = systemClock, random = Math.random, retry = {}, leases, bus, onEvent } = options
  const breakers = createBreakers({
    bus,
    ...options.breaker,
    clock,
    random,
    onTransition: (transition) => onEvent?.({ ...transition, type: 'circuit' }),
  })
  const gate = createGate({ limits: options.limits, ...options.gate, clock, random, leases })
  const suspended = () => options.shedding?.allowsExtras() === false
  const clocks = createFirstContentClocks(options.clocks, clock)
  return {
    clock,
    random,
    breakers,
    gate,
    clocks,
    alarms: createAlarms(clock),
    budget: createRetryBudget({ ...retry, clock }),
    hedger: createHedger({ suspended, ...options.hedge }, clock, () => clocks.p95()),
    moves: retry,
    maxAttempts: retry.maxAttempts ?? 3,
    totalMs: options.clocks?.totalMs ?? 600_000,
    midStream: options.midStream ?? 'fail',
    classOf: options.classOf,
    shedding: options.shedding,
    lane: options.lane,
    onEvent: (event) => onEvent?.(event),
  }
}
