/** Milliseconds between two steps, in which requests go on. */
const pauseMs = 10

/** Runs work step by step between requests; the returned function gives up what is left. */
export function inIdleTurns(steps: Iterator<unknown>): () => void {
  let timer = setTimeout(step, pauseMs)
  timer.unref()
  function step(): void {
    if (steps.next().done === true) return
    timer = setTimeout(step, pauseMs)
    timer.unref()
  }
  return () => {
    clearTimeout(timer)
  }
}
