import type { Demand } from './demand.ts'
import type { Plan } from './plan.ts'
import { isListed, isNamed } from './prepare-target.ts'
import type { RouteRequest } from './route-request.ts'
import { flagBits, type Scratch } from './scratch.ts'

/** Puts the targets that may answer in order, best first; answers how many there are. */
export function rankTargets(
  plan: Plan,
  scratch: Scratch,
  input: { readonly demand: Demand; readonly request: RouteRequest; readonly strongFirst: boolean },
): number {
  const { order } = scratch
  let count = 0
  for (let i = 0; i < plan.targets.length; i++)
    if (scratch.reason[i] === 0) {
      scratch.group[i] = groupOf(plan, i, input)
      order[count++] = i
    }
  forgiveAll(scratch, count)
  sort(plan, scratch, count)
  return input.request.hints?.allowFallbacks === false
    ? withoutFallbacks(plan, scratch, count, input)
    : count
}

function groupOf(
  plan: Plan,
  i: number,
  { demand, strongFirst }: { readonly demand: Demand; readonly strongFirst: boolean },
): number {
  const target = plan.targets[i]
  if (target === undefined) return 0
  const tier = plan.tiers[i] ?? 0
  const side = plan.split?.[i] ?? 0
  const half = side === 2 ? 2 : strongFirst ? 1 - side : side
  let place = 0
  if (demand.order !== undefined) {
    const found = demand.order.findIndex((pattern) => isNamed(target, pattern))
    place = found < 0 ? demand.order.length : found
  }
  const liked = demand.prefer.length === 0 || isListed(target, demand.prefer) ? 0 : 1
  return place * 4096 + tier * 8 + half * 2 + liked
}

/** Being over the error limit says nothing when everybody is. */
function forgiveAll({ order, flags }: Scratch, count: number): void {
  for (let k = 0; k < count; k++) if (((flags[order[k] ?? 0] ?? 0) & flagBits.demoted) === 0) return
  for (let k = 0; k < count; k++) {
    const i = order[k] ?? 0
    flags[i] = (flags[i] ?? 0) & ~flagBits.demoted
  }
}

const largest = 64

function sort(plan: Plan, scratch: Scratch, count: number): void {
  const { order } = scratch
  if (count > largest) {
    order.subarray(0, count).sort((one, other) => compare(plan, scratch, one, other))
    return
  }
  for (let k = 1; k < count; k++) {
    const moved = order[k] ?? 0
    const at = placeFor(plan, scratch, { moved, among: k })
    order.copyWithin(at + 1, at, k)
    order[at] = moved
  }
}

/** Behind all that are no worse: to halve the rest again and again takes the fewest looks. */
function placeFor(
  plan: Plan,
  scratch: Scratch,
  { moved, among }: { readonly moved: number; readonly among: number },
): number {
  let from = 0
  let to = among
  while (from < to) {
    const middle = (from + to) >>> 1
    if (compare(plan, scratch, moved, scratch.order[middle] ?? 0) < 0) to = middle
    else from = middle + 1
  }
  return from
}

function compare(plan: Plan, scratch: Scratch, one: number, other: number): number {
  const group = (scratch.group[one] ?? 0) - (scratch.group[other] ?? 0)
  if (group !== 0) return group
  const demoted =
    ((scratch.flags[one] ?? 0) & flagBits.demoted) -
    ((scratch.flags[other] ?? 0) & flagBits.demoted)
  if (demoted !== 0) return demoted
  // Both stay in registers: a function for each would box 500 numbers in a decision.
  const a = scratch.utility[one] ?? NaN
  const b = scratch.utility[other] ?? NaN
  const isKnown = a - a === 0
  if (isKnown !== (b - b === 0)) return isKnown ? -1 : 1
  if (isKnown && a !== b) return a < b ? -1 : 1
  const name = plan.targets[one]?.target.id ?? ''
  const otherName = plan.targets[other]?.target.id ?? ''
  return name < otherName ? -1 : name > otherName ? 1 : 0
}

function withoutFallbacks(
  plan: Plan,
  { order }: Scratch,
  count: number,
  { demand }: { readonly demand: Demand },
): number {
  const wanted = demand.order
  if (wanted === undefined) return Math.min(1, count)
  let kept = 0
  for (let k = 0; k < count; k++) {
    const i = order[k] ?? 0
    const target = plan.targets[i]
    if (target !== undefined && isListed(target, wanted)) order[kept++] = i
  }
  return kept
}
