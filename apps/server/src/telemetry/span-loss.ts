/** Counts the spans that a full queue let go, which the SDK does not tell. */
export interface SpanLoss {
  ended(): void
  /** So many were taken out of the queue, to be sent. */
  taken(count: number): void
  /** How many were lost since this was asked last. */
  more(): number
}

/** What has ended was taken, or waits, or is lost; and no more wait than the queue holds. */
export function spanLoss(maxWaiting: number): SpanLoss {
  let open = 0
  let lost = 0
  let told = 0
  return {
    ended() {
      if (open < maxWaiting) open++
      else lost++
    },
    taken(count) {
      open -= count
    },
    more() {
      const more = lost - told
      told = lost
      return more
    },
  }
}
