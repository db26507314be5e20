import type { Clock } from '@signalbox/core'

/** Longer than a store may need, shorter than a caller would notice. */
const patienceMs = 250

/** Calls `late` unless the work is over in time; resolves at whichever comes first. */
export async function inPatience(
  work: Promise<void>,
  clock: Clock,
  late: (now: number) => void,
): Promise<void> {
  const answered = new AbortController()
  const waiting = clock.sleep(patienceMs, answered.signal).then(
    () => late(clock.now()),
    // The answer was faster.
    () => undefined,
  )
  await Promise.race([work, waiting])
  answered.abort(new DOMException('answered', 'AbortError'))
}
