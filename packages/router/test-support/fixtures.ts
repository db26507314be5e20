import type { Clock, HealthView, Target } from '@signalbox/core'

import type { RuleEffect } from '../src/policy/policy.ts'
import type { RouteRequest } from '../src/route-request.ts'
import type { RouterCatalog, TargetPrice } from '../src/router-catalog.ts'

/** A clock that stands where it was put. */
export interface HandClock extends Clock {
  time: number
}

/** Starts at 1,000,000 ms. */
export function handClock(): HandClock {
  const clock: HandClock = {
    time: 1_000_000,
    now: () => clock.time,
    wall: () => 1_700_000_000_000 + clock.time,
    sleep: async () => undefined,
  }
  return clock
}

/** A target named `provider/model`. */
export function target(id: string, more: Partial<Target> = {}): Target {
  const [provider = '', model = ''] = id.split('/')
  return { id, provider, model, ...more }
}

/** A catalogue with fixed prices by target id, USD per million tokens. */
export function catalogOf(
  prices: Readonly<Record<string, TargetPrice>>,
  targets: readonly Target[] = Object.keys(prices).map((id) => target(id)),
): RouterCatalog {
  return {
    price: ({ id }) => prices[id],
    capabilities: () => undefined,
    targets: () => targets,
    version: '1',
  }
}

/** A chat request of a thousand tokens. */
export function ask(more: Partial<RouteRequest> = {}): RouteRequest {
  return { kind: 'chat', model: 'auto', inputTokens: 1000, ...more }
}

/** Everybody is well but those listed. */
export function healthOf(
  states: Readonly<Record<string, Partial<ReturnType<HealthView['circuit']>>>> = {},
  buckets: Readonly<Record<string, Partial<ReturnType<HealthView['bucket']>>>> = {},
): HealthView {
  return {
    circuit: (id) => ({ state: 'healthy', ...states[id] }),
    bucket: (id) => ({ requests: Infinity, tokens: Infinity, share: 1, ...buckets[id] }),
    concurrency: () => ({ inflight: 0, limit: 100 }),
  }
}

/** A rule: when this holds, that happens. */
export function rule(when: string, effect: RuleEffect): { when: string; then: RuleEffect } {
  // oxlint-disable-next-line unicorn/no-thenable -- rules read: when …, then …
  return { when, then: effect }
}
