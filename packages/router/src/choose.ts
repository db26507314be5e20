import type { Home } from './affinity.ts'
import { fraction, murmur3 } from './murmur3.ts'
import type { Plan } from './plan.ts'
import { flagBits, type Scratch } from './scratch.ts'

/** What choosing needs beside plan and scratch. */
export interface ChooseInput {
  readonly count: number
  /** Seeds the draws; the same id draws the same. */
  readonly id: string
  readonly seed: number
  readonly affinityKey: string | undefined
  readonly home: Home | undefined
  readonly now: number
  /** Whether it may be tried elsewhere or twice. */
  readonly replaySafe: boolean
  /** An explicit order leaves nothing to chance. */
  readonly fixed: boolean
  /** Simulations take no chance. */
  readonly explore: boolean
}

const probeShare = 0.2

/** Moves the target that answers first to the front: home, a probe, a look elsewhere, or a fair draw among near equals. */
export function chooseFirst(plan: Plan, scratch: Scratch, input: ChooseInput): void {
  const { count, fixed, home } = input
  if (count < 2 || fixed) {
    if (home !== undefined && scratch.order[0] === indexOf(plan, home.target)) stick(scratch, 0)
    return
  }
  const stays = home === undefined ? -1 : placeOfHome(plan, scratch, count, home)
  if (stays >= 0) {
    stick(scratch, stays)
    toFront(scratch, stays)
    return
  }
  const lucky = home === undefined && input.replaySafe ? adventure(plan, scratch, input) : -1
  toFront(scratch, lucky >= 0 ? lucky : draw(plan, scratch, input))
}

function stick({ order, flags }: Scratch, place: number): void {
  const i = order[place] ?? 0
  flags[i] = (flags[i] ?? 0) | flagBits.sticky
}

function toFront({ order }: Scratch, place: number): void {
  const moved = order[place] ?? 0
  for (let k = place; k > 0; k--) order[k] = order[k - 1] ?? 0
  order[0] = moved
}

/** The place of the last home, if it is worth staying. */
function placeOfHome(plan: Plan, scratch: Scratch, count: number, home: Home): number {
  const { affinity } = plan.policy
  const index = indexOf(plan, home.target)
  const place = scratch.order.subarray(0, count).indexOf(index)
  if (place < 0 || affinity.mode === 'off') return -1
  if (affinity.mode === 'strict') return place
  const best = scratch.order[0] ?? 0
  if (scratch.group[index] !== scratch.group[best]) return -1
  // Errors and delays of a home that is set back stand in its price, beside the cache that would be lost.
  if (((scratch.flags[index] ?? 0) & flagBits.probe) !== 0) return -1
  const gain = (scratch.utility[index] ?? 0) - (scratch.utility[best] ?? 0)
  return gain <= affinity.switchMargin * scale(scratch, best) ? place : -1
}

function indexOf({ targets }: Plan, id: string): number {
  for (let i = 0; i < targets.length; i++) if (targets[i]?.target.id === id) return i
  return -1
}

/** What a decision is about: the money that depends on it, positive even when quality outweighs it. */
function scale({ cost, latency, error }: Scratch, i: number): number {
  return (cost[i] ?? 0) + (latency[i] ?? 0) + (error[i] ?? 0)
}

function adventure(plan: Plan, scratch: Scratch, input: ChooseInput): number {
  const { order, flags } = scratch
  const { count, id, seed, now } = input
  for (let k = 0; k < count; k++)
    if (((flags[order[k] ?? 0] ?? 0) & flagBits.probe) !== 0)
      return k > 0 && uniform(id, seed + 1) < probeShare ? k : -1
  const { explore, exploreAfterMs } = plan.policy.choice
  if (!input.explore || uniform(id, seed + 2) >= explore) return -1
  let idle = 0
  for (let k = 0; k < count; k++) if (isIdle(k)) idle++
  let left = Math.floor(uniform(id, seed + 3) * idle)
  for (let k = 0; k < count; k++) {
    if (!isIdle(k) || left-- > 0) continue
    const i = order[k] ?? 0
    flags[i] = (flags[i] ?? 0) | flagBits.explore
    return k
  }
  return -1

  function isIdle(k: number): boolean {
    const signals = plan.targets[order[k] ?? 0]?.signals
    return signals !== undefined && now - signals.usedAt >= exploreAfterMs
  }
}

function draw(plan: Plan, scratch: Scratch, input: ChooseInput): number {
  const { mode, band } = plan.policy.choice
  if (mode === 'argmin') return 0
  const { order, group, flags, utility } = scratch
  const best = order[0] ?? 0
  const width = band * scale(scratch, best)
  const least = utility[best] ?? 0
  const isDrawn = (k: number): boolean => {
    const i = order[k] ?? 0
    if (group[i] !== group[best]) return false
    if ((((flags[i] ?? 0) ^ (flags[best] ?? 0)) & flagBits.demoted) !== 0) return false
    return mode === 'weighted' || (utility[i] ?? Infinity) - least <= width
  }
  const weightOf = (k: number): number => {
    const i = order[k] ?? 0
    return (plan.targets[i]?.weight ?? 1) * closeness((utility[i] ?? 0) - least, width, mode)
  }
  let near = 0
  let total = 0
  while (near < input.count && isDrawn(near)) total += weightOf(near++)
  if (near < 2 || !(total > 0)) return 0
  if (input.affinityKey !== undefined) return rendezvous(input.affinityKey)
  let left = uniform(input.id, input.seed) * total
  for (let k = 0; k < near; k++) {
    left -= weightOf(k)
    if (left < 0) return k
  }
  return 0

  /** Every replica picks the same target for a key, each with the chance of its weight. */
  function rendezvous(key: string): number {
    let [place, shortest] = [0, Infinity]
    for (let k = 0; k < near; k++) {
      const hash = murmur3(key, (plan.targets[order[k] ?? 0]?.hash ?? 0) ^ input.seed)
      const wait = -Math.log(fraction(hash) + 2 ** -33) / weightOf(k)
      if (wait < shortest) [place, shortest] = [k, wait]
    }
    return place
  }
}

function closeness(gap: number, width: number, mode: 'softmax' | 'weighted'): number {
  if (mode === 'weighted' || width <= 0) return 1
  return Math.exp((-2 * gap) / width)
}

function uniform(id: string, seed: number): number {
  return fraction(murmur3(id, seed))
}
