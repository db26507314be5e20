import type { Phase } from './scenario.ts'

/** A stretch of time in ms, and how many calls per second a healthy target would get there. */
export interface Stretch {
  readonly start: number
  readonly end: number
  readonly perSecond: number
}

const windowMs = 5000

/** A target's share of the arrivals before its first fault. */
export function usualRate(
  times: readonly number[],
  target: string,
  phases: readonly Phase[],
  starts: readonly number[],
): number {
  const first = phases.findIndex((phase) => phase.faults?.[target] !== undefined)
  const arrivals = phases
    .slice(0, first)
    .reduce((total, { seconds, rate }) => total + seconds * rate, 0)
  return arrivals === 0 ? 0 : count(times, 0, starts[first] ?? 0) / arrivals
}

/** When traffic left: the last call before a gap ten times as long as usual, at least a second. */
export function noticedMs(
  times: readonly number[],
  { start, end, perSecond }: Stretch,
): number | undefined {
  if (perSecond === 0) return undefined
  const gapMs = Math.max(1000, 10_000 / perSecond)
  let last = start
  for (const at of times) {
    if (at < start) continue
    if (at >= end) break
    if (at - last >= gapMs) return last - start
    last = at
  }
  return end - last >= gapMs ? last - start : undefined
}

/** When traffic was back: the end of the first five seconds with half of the usual calls. */
export function returnedMs(
  times: readonly number[],
  { start, end, perSecond }: Stretch,
): number | undefined {
  if (perSecond === 0) return undefined
  const enough = (perSecond * windowMs) / 2000
  for (let from = start; from + windowMs <= end; from += 1000)
    if (count(times, from, from + windowMs) >= enough) return from + windowMs - start
  return undefined
}

function count(times: readonly number[], from: number, to: number): number {
  let found = 0
  for (const at of times) if (at >= from && at < to) found++
  return found
}
