/** So many milliseconds lie between two steps, so that requests never wait for more than one. */
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
