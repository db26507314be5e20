import {
  GatewayError,
  type Clock,
  type HealthView,
  type Middleware,
  type Target,
} from '@signalbox/core'

import type { Random } from './seeded-random.ts'
import { TargetScore } from './target-score.ts'

/** What the stand-in for the router decides by. */
export interface ScoreRouterOptions {
  readonly clock: Clock
  readonly random: Random
  readonly targets: readonly Target[]
  readonly health?: HealthView | undefined
}

/** `rank` stands before the attempts, `watch` inside of them. */
export interface ScoreRouter {
  readonly rank: Middleware
  readonly watch: Middleware
}

/** How much worse than the best a target may be and still get a part of the traffic. */
const band = 0.5
const exploreShare = 0.01

/** A stand-in for the router: expected first content and errors, targets with room first. */
export function scoreRouter(options: ScoreRouterOptions): ScoreRouter {
  const { clock, random, targets, health } = options
  const scores = new Map(targets.map(({ id }) => [id, new TargetScore()]))
  const seconds = () => clock.now() / 1000

  function group({ id }: Target): number {
    if (health === undefined) return 0
    const { state } = health.circuit(id)
    if (state === 'open' || state === 'disabled' || state === 'degraded') return 2
    const { requests, blockedUntil = 0 } = health.bucket(id)
    return requests < 1 || blockedUntil > clock.now() ? 1 : 0
  }

  function ranked(candidates: readonly Target[]): readonly Target[] {
    const now = seconds()
    const rated = candidates
      .map((target) => ({
        target,
        group: group(target),
        cost: scores.get(target.id)?.cost(now) ?? 0,
      }))
      .toSorted((a, b) => a.group - b.group || a.cost - b.cost)
    const best = rated[0]
    if (best === undefined) return candidates
    const near = rated.filter(
      (entry) => entry.group === best.group && entry.cost <= best.cost * (1 + band),
    )
    const explores = random() < exploreShare
    const first = explores
      ? pick(
          rated.filter((entry) => entry.group === best.group),
          () => 1,
          random,
        )
      : pick(near, ({ cost }) => Math.exp((best.cost - cost) / (best.cost * band * 0.5)), random)
    return [first, ...rated.filter((entry) => entry !== first)].map(({ target }) => target)
  }

  return {
    async rank(context, next) {
      context.candidates = ranked(context.candidates)
      await next()
    },
    async watch(context, next) {
      const score = scores.get(context.target?.id ?? '')
      const { request } = context
      if (score === undefined) return next()
      const startedAt = seconds()
      const streams = request.operation === 'chat' && request.stream
      const wait = streams ? score.begin(startedAt) : undefined
      try {
        await next()
        if (streams) score.see(seconds() - startedAt, seconds())
        score.count(undefined, seconds())
      } catch (thrown) {
        const error = GatewayError.from(thrown)
        if (streams && error.kind === 'upstream_timeout')
          score.see(seconds() - startedAt, seconds())
        score.count(error, seconds())
        throw thrown
      } finally {
        wait?.ended()
      }
    },
  }
}

function pick<Item>(items: readonly Item[], weight: (item: Item) => number, random: Random): Item {
  const total = items.reduce((sum, item) => sum + weight(item), 0)
  let left = random() * total
  for (const item of items) {
    left -= weight(item)
    if (left < 0) return item
  }
  const last = items.at(-1)
  if (last === undefined) throw new TypeError('There is nothing to pick from.')
  return last
}
