import type { CallFact, Context } from './context.ts'

type Timed = Pick<Context, 'facts' | 'clock' | 'startedMs' | 'response'>

/**
 * `Server-Timing` of an answer: the gateway's own time, the wait for room, the providers' time. The
 * head of a stream leaves at its first content, so there the providers' time is the wait for it.
 */
export function serverTiming({ facts, clock, startedMs, response }: Timed): string {
  const now = clock.now()
  const calls = facts.calls ?? []
  const queuedMs = facts.queuedMs ?? 0
  const upstreamMs = busyMs(calls, now)
  const ownMs = Math.max(0, now - startedMs - upstreamMs - queuedMs)
  const list = [entry('gw', ownMs), entry('queue', queuedMs)]
  const first = calls.at(-1)?.firstContentMs
  if (response?.type !== 'stream') list.push(entry('upstream', upstreamMs))
  if (first !== undefined) list.push(entry('ttft', first - startedMs))
  return list.join(', ')
}

/** How long at least one call was running: the union of their intervals, in ms. */
export function busyMs(calls: readonly CallFact[], now: number): number {
  let sum = 0
  let until = -Infinity
  // Calls are listed by their beginning, so one pass is enough.
  for (const { startedMs, endedMs = now } of calls) {
    if (endedMs <= until) continue
    sum += endedMs - Math.max(startedMs, until)
    until = endedMs
  }
  return sum
}

function entry(name: string, ms: number): string {
  return `${name};dur=${String(Math.round(Math.max(0, ms) * 10) / 10)}`
}
