import type { PriceWindow } from './model-entry.ts'

const dayMs = 86_400_000

/** What holds at a moment, and from when until when (Unix ms). */
export interface PriceMoment {
  readonly window: PriceWindow | undefined
  readonly from: number
  readonly until: number
}

interface Span {
  readonly from: number
  readonly until: number
}

/** The last window in force; without one the base prices. All times are UTC. */
export function priceMoment(windows: readonly PriceWindow[], at: number): PriceMoment {
  let from = -Infinity
  let until = Infinity
  let window: PriceWindow | undefined
  for (const candidate of windows) {
    const spans = spansNear(candidate, at)
    if (spans.some((span) => span.from <= at && at < span.until)) window = candidate
    for (const edge of spans.flatMap((span) => [span.from, span.until])) {
      if (edge <= at) from = Math.max(from, edge)
      else until = Math.min(until, edge)
    }
  }
  return { window, from, until }
}

function spansNear({ from, until, daily, weekdays }: PriceWindow, at: number): readonly Span[] {
  const outer = {
    from: from === undefined ? -Infinity : Date.parse(from),
    until: until === undefined ? Infinity : Date.parse(until),
  }
  if (daily === undefined) return [outer]
  const [start, end] = [timeOfDay(daily[0]), timeOfDay(daily[1])]
  const length = end > start ? end - start : end + dayMs - start
  const midnight = Math.floor(at / dayMs) * dayMs
  return [-dayMs, 0, dayMs]
    .map((shift) => midnight + shift)
    .filter((day) => weekdays !== true || isWeekday(day))
    .map((day) => day + start)
    .map((begin) => ({
      from: Math.max(begin, outer.from),
      until: Math.min(begin + length, outer.until),
    }))
    .filter((span) => span.from < span.until)
}

function isWeekday(midnight: number): boolean {
  const day = new Date(midnight).getUTCDay()
  return day > 0 && day < 6
}

function timeOfDay(text: string): number {
  const [hours = '0', minutes = '0'] = text.split(':')
  return (Number(hours) * 60 + Number(minutes)) * 60_000
}
