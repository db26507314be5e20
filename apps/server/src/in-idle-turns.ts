/** Milliseconds between two turns, in which requests go on. */
const pauseMs = 10
/** A turn takes no further step once it has taken so long. */
const turnMs = 4

/** Where work is done when nobody waits. */
export interface IdleTurns {
  /** While it answers true nothing is done. */
  readonly isBusy: () => boolean
  /** Monotonic milliseconds. */
  readonly now: () => number
}

/** Does work step by step while nobody waits; the returned function gives up what is left. */
export function inIdleTurns(steps: Iterator<unknown>, { isBusy, now }: IdleTurns): () => void {
  let timer = setTimeout(turn, pauseMs)
  timer.unref()
  function turn(): void {
    const ends = now() + turnMs
    do {
      if (isBusy()) break
      if (steps.next().done === true) return
    } while (now() < ends)
    timer = setTimeout(turn, pauseMs)
    timer.unref()
  }
  return () => {
    clearTimeout(timer)
  }
}
