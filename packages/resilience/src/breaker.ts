import {
  systemClock,
  type Bus,
  type CircuitState,
  type Clock,
  type HealthView,
  type Target,
} from '@signalbox/core'

import { Circuit, type Phase } from './breaker-circuit.ts'
import { hasClosed, isLastResort, leavesHalf } from './breaker-group.ts'
import { breakerHints } from './breaker-hints.ts'
import { breakerKey } from './breaker-key.ts'
import { fraction, resolveRules, type BreakerRules } from './breaker-rules.ts'
import type { AwaitedCall, Sample } from './breaker-sample.ts'
import { circuitTable } from './breaker-table.ts'
import type { ForcedAction, Transition, TransitionReason } from './breaker-transition.ts'
import { firstTokenLane, type CallSize } from './latency-lane.ts'

export type { Sample } from './breaker-sample.ts'
export type { Transition } from './breaker-transition.ts'

/** The rules for all targets, what differs by provider, and how replicas talk. */
export interface BreakerOptions extends BreakerRules {
  /** By `Target.provider`. */
  readonly providers?: Readonly<Record<string, BreakerRules>> | undefined
  /** The key a target is called with, where its credential does not tell. */
  readonly keyOf?: ((target: Target) => string | undefined) | undefined
  /** Circuits kept at once; 2,048. */
  readonly maxCircuits?: number | undefined
  readonly bus?: Bus | undefined
  /** Of the bus; without it replicas decide alone and nobody hears why. */
  readonly onBusError?: ((error: unknown) => void) | undefined
}

/** Whether a target may be called now; a probe says in its sample that it was one. */
export type Admission =
  | {
      readonly allowed: true
      readonly probe: boolean
      /** Everything is out: this is the least bad. */
      readonly panic: boolean
      readonly settle?: never
    }
  | {
      readonly allowed: false
      readonly reason: 'circuit_open' | 'degraded' | 'slow_start' | 'draining'
      /** Monotonic ms. */
      readonly until?: number | undefined
    }

/** One circuit, for the admin API. Times are monotonic ms. */
export interface BreakerSnapshot {
  readonly key: string
  /** Of the targets that share it. */
  readonly targets: readonly string[]
  readonly provider: string
  readonly model: string
  readonly region: string | undefined
  readonly state: CircuitState
  readonly reason: TransitionReason | undefined
  readonly since: number
  readonly until: number | undefined
  readonly share: number
  readonly probing: boolean
  readonly errorRate: number
  readonly consecutiveFailures: number
  readonly p95Ms: number | undefined
  /** Calls that wait for their first content. */
  readonly awaited: number
}

/** The circuits of all targets. */
export interface Breakers {
  /**
   * `group`: the candidates still to be tried, this one included; without it nothing is known to be
   * the last resort. `probe: false` for a request that must not be the one that finds out.
   */
  admit(
    target: Target,
    group?: readonly Target[],
    options?: { readonly probe?: boolean | undefined },
  ): Admission
  /** Optional: lets a hang be seen before any call has ended. The result belongs into the sample. */
  sent(target: Target, size?: CallSize): AwaitedCall
  /** The call's first content has come. */
  answered(target: Target, call: AwaitedCall): void
  /** Once for every call that was sent, the aborted ones too. */
  record(target: Target, sample: Sample): void
  state(id: string): ReturnType<HealthView['circuit']>
  /** The part of its requests a target takes now, 0 to 1. */
  share(id: string): number
  snapshot(): readonly BreakerSnapshot[]
  /** By hand: open for the longest cool-down, close at once, send a probe next, or take no new calls. */
  force(id: string, action: ForcedAction): void
  close(): void
}

const admitted: Admission = { allowed: true, probe: false, panic: false }
const asProbe: Admission = { allowed: true, probe: true, panic: false }
const inPanic: Admission = { allowed: true, probe: false, panic: true }
const tooSoon: Admission = { allowed: false, reason: 'slow_start' }
const draining: Admission = { allowed: false, reason: 'draining' }

/**
 * Opens a circuit per provider, model, region and key on failures running, on their rate, or on
 * slowness against the target's own past, and lets one probe find out when it is over.
 *
 * @example const breakers = createBreakers({ consecutiveFailures: 5 })
 */
export function createBreakers(
  options: BreakerOptions & {
    readonly clock?: Pick<Clock, 'now'> | undefined
    readonly random?: (() => number) | undefined
    readonly onTransition?: ((transition: Transition) => void) | undefined
  } = {},
): Breakers {
  const { clock = systemClock, random = Math.random, onTransition, keyOf, providers = {} } = options
  const { maxCircuits = 2048 } = options
  // Targets that nobody has used here: another replica knows them.
  const drained = new Set<string>()
  const table = circuitTable({
    maxCircuits,
    keyOf: (target) => breakerKey(target, keyOf?.(target)),
    create: (key, target) => {
      const rules = resolveRules({ ...options, ...providers[target.provider] }, target)
      const circuit = new Circuit(key, target, rules, hooks, clock.now())
      if (drained.delete(target.id)) circuit.force('drain', clock.now())
      return circuit
    },
  })
  const find = (target: Target) => table.byId(target.id)
  const hints =
    options.bus === undefined
      ? undefined
      : breakerHints(options.bus, {
          replica: crypto.randomUUID(),
          onHint: (key, ttlMs) => table.byKey(key)?.hint(clock.now() + ttlMs),
          onError: (error) => options.onBusError?.(error),
        })
  const hooks = {
    random,
    mayDegrade: (circuit: Circuit) => leavesHalf(circuit, { group: circuit.group ?? [], find }),
    onTransition: (transition: Transition) => {
      hints?.publish(transition)
      onTransition?.(transition)
    },
  }

  function admitAs(
    phase: Phase,
    circuit: Circuit,
    group: readonly Target[],
    now: number,
  ): Admission {
    switch (phase) {
      case 'closed':
        return admitted
      case 'slow-start':
        return fraction(random) < circuit.share(now) || !hasClosed(circuit, { group, find }, now)
          ? admitted
          : tooSoon
      case 'probe':
        circuit.takeProbe(now)
        return asProbe
      case 'busy':
      case 'open':
      case 'degraded':
        return isLastResort(circuit, { group, find }, now) ? inPanic : refusal(phase, circuit)
      case 'disabled':
        return draining
    }
  }

  return {
    admit(target, group, { probe = true } = {}) {
      const circuit = table.take(target)
      if (group !== undefined && group.length >= (circuit.group?.length ?? 0)) circuit.group = group
      if (circuit.isClear) return admitted
      const now = clock.now()
      circuit.age(now)
      const phase = circuit.phase(now)
      return admitAs(phase === 'probe' && !probe ? 'busy' : phase, circuit, group ?? [], now)
    },

    sent(target, size = {}) {
      const call = { sentAt: clock.now(), lane: firstTokenLane(size), late: false, counted: false }
      table.take(target).wait(call)
      return call
    },

    answered(target, call) {
      find(target)?.awaited.delete(call)
    },

    record(target, sample) {
      const circuit = table.take(target)
      const now = clock.now()
      circuit.age(now)
      circuit.record(sample, now)
    },

    state(id) {
      return table.byId(id)?.view(clock.now()) ?? { state: 'healthy' }
    },

    share(id) {
      return table.byId(id)?.share(clock.now()) ?? 1
    },

    snapshot() {
      const now = clock.now()
      return Array.from(table.entries(), ([circuit, targets]) => describe(circuit, targets, now))
    },

    force(id, action) {
      table.byId(id)?.force(action, clock.now())
      if (action !== 'drain') drained.delete(id)
      else if (table.byId(id) === undefined && drained.size < maxCircuits) drained.add(id)
    },

    close() {
      hints?.close()
    },
  }
}

function refusal(phase: 'busy' | 'open' | 'degraded', { until }: Circuit): Admission {
  return { allowed: false, reason: phase === 'degraded' ? phase : 'circuit_open', until }
}

function describe(circuit: Circuit, targets: readonly string[], now: number): BreakerSnapshot {
  const { provider, model, region } = circuit.target
  const { state, until } = circuit.view(now)
  return {
    key: circuit.key,
    targets,
    provider,
    model,
    region,
    state,
    reason: circuit.reason,
    since: circuit.since,
    until,
    share: circuit.share(now),
    probing: circuit.probing,
    errorRate: circuit.failures.errorRate(),
    consecutiveFailures: circuit.failures.running,
    p95Ms: circuit.latency?.p95(),
    awaited: circuit.awaited.size,
  }
}
