/** Time without the moments in which this process came too late to do anything. */
export interface OwnTime extends Disposable {
  readonly now: () => number
}

const tickMs = 1

/** Measures how late a timer of every millisecond is, and leaves that out. */
export function startOwnTime(): OwnTime {
  let last = performance.now()
  let late = 0
  const timer = setInterval(() => {
    const now = performance.now()
    late += Math.max(0, now - last - 2 * tickMs)
    last = now
  }, tickMs)
  return {
    now: () => performance.now() - late - Math.max(0, performance.now() - last - 2 * tickMs),
    [Symbol.dispose]: () => clearInterval(timer),
  }
}
