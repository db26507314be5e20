import type { Target } from '@signalbox/core'

import type { Circuit } from './breaker-circuit.ts'

const smallGroup = 3

/** The candidates of one request as a circuit of one of them sees them; one never used has none. */
export interface Peers {
  readonly group: readonly Target[]
  readonly find: (target: Target) => Circuit | undefined
}

/** Whether another of the group surely takes this call. */
export function hasClosed(circuit: Circuit, { group, find }: Peers, now: number): boolean {
  for (const target of group) {
    const other = find(target)
    if (other === undefined || (other !== circuit && other.phase(now) === 'closed')) return true
  }
  return false
}

/**
 * Whether the group has nothing else and nothing better than this: slow before awaited before broken,
 * the soonest over first, never what a hand took out.
 */
export function isLastResort(circuit: Circuit, { group, find }: Peers, now: number): boolean {
  const own = badness(circuit, now)
  if (group.length === 0 || own === Infinity) return false
  for (const target of group) {
    const other = find(target)
    if (other === undefined || (other !== circuit && badness(other, now) < own)) return false
  }
  return true
}

function badness(circuit: Circuit, now: number): number {
  switch (circuit.phase(now)) {
    case 'closed':
    case 'slow-start':
    case 'probe':
      return -3
    case 'degraded':
      return -2
    case 'busy':
      return -1
    case 'open':
      return (circuit.until ?? now) - now
    case 'disabled':
      return Infinity
  }
}

/** Slowness may take out at most half of a group of more than three. */
export function leavesHalf(circuit: Circuit, { group, find }: Peers): boolean {
  if (group.length <= smallGroup) return true
  let out = 1
  for (const target of group) {
    const other = find(target)
    if (other !== circuit && other?.outForSlowness === true) out += 1
  }
  return out <= group.length / 2
}
