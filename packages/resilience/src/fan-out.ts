import { GatewayError, type EventStream, type StreamEvent } from '@signalbox/core'

/** Bounds of a fan-out, and who hears of its turning points. */
export interface FanOutOptions {
  readonly maxBytes: number
  /** From now on a new reader would miss the beginning. */
  readonly onClosed: () => void
}

/** One reader's place in a stream. */
export interface FanOutReader {
  /** `undefined` at the end; `detached` when the reader was too slow to be waited for. */
  next(): Promise<StreamEvent | 'detached' | undefined>
  readonly leave: () => void
}

/** One stream for many readers, each at its own pace; the fastest one sets the pace upstream. */
export interface FanOut {
  /** `onDetached` hears at once that this reader fell too far behind. */
  reader(onDetached: () => void): FanOutReader
}

interface Seat {
  cursor: number
  left: boolean
  detached: boolean
  readonly onDetached: () => void
  wake: (() => void) | undefined
}

/** Reads a stream once; what was read is kept for late and slow readers up to `maxBytes`. */
export function createFanOut(events: EventStream, options: FanOutOptions): FanOut {
  const { maxBytes, onClosed } = options
  const log: { readonly event: StreamEvent; readonly bytes: number }[] = []
  const seats = new Set<Seat>()
  let base = 0
  let bytes = 0
  let complete = true
  let ended = false
  let resume: () => void = () => undefined

  function append(event: StreamEvent): void {
    const size = sizeOf(event)
    log.push({ event, bytes: size })
    bytes += size
  }

  function bound(): void {
    if (complete && bytes <= maxBytes) return
    if (complete) onClosed()
    complete = false
    trim()
    if (bytes <= maxBytes) return
    const fastest = Math.max(...cursors())
    for (const seat of [...seats].toSorted((a, b) => a.cursor - b.cursor)) {
      if (bytes <= maxBytes || seat.cursor === fastest) return
      detach(seat)
      trim()
    }
  }

  function detach(seat: Seat): void {
    seat.detached = true
    seats.delete(seat)
    seat.wake?.()
    seat.onDetached()
  }

  /** Forgets what everybody has read; before anybody reads, that is nothing. */
  function trim(): void {
    if (seats.size === 0) return
    const passed = Math.min(...cursors()) - base
    for (const entry of log.splice(0, passed)) bytes -= entry.bytes
    base += passed
  }

  function cursors(): readonly number[] {
    return [...seats].map(({ cursor }) => cursor)
  }

  function wakeAll(): boolean {
    let waiting = false
    for (const seat of seats) {
      waiting ||= seat.wake !== undefined
      seat.wake?.()
    }
    return waiting
  }

  async function fill(): Promise<void> {
    try {
      await events.pipe({
        event: append,
        flush(more) {
          bound()
          const waiting = wakeAll()
          if (!waiting) resume = more
          return waiting
        },
      })
    } catch (error) {
      append({ type: 'error', error: GatewayError.from(error) })
    }
    ended = true
    if (complete) onClosed()
    wakeAll()
  }
  void fill()

  async function next(seat: Seat): Promise<StreamEvent | 'detached' | undefined> {
    for (;;) {
      if (seat.detached) return 'detached'
      if (seat.left) return undefined
      const entry = log[seat.cursor - base]
      if (entry !== undefined) {
        seat.cursor++
        return entry.event
      }
      if (ended) return undefined
      const woken = new Promise<void>((resolve) => (seat.wake = resolve))
      const more = resume
      resume = () => undefined
      more()
      await woken
      seat.wake = undefined
    }
  }

  return {
    reader(onDetached) {
      const seat: Seat = { cursor: base, left: false, detached: false, onDetached, wake: undefined }
      if (base === 0) seats.add(seat)
      else detach(seat)
      return {
        next: () => next(seat),
        leave() {
          seat.left = true
          seats.delete(seat)
          seat.wake?.()
        },
      }
    },
  }
}

const overheadBytes = 100

/** What an event keeps in memory, roughly; deltas are many, so they are not written out for it. */
function sizeOf(event: StreamEvent): number {
  if (event.type === 'part-delta') return overheadBytes + event.text.length * 2
  if (event.type === 'error') return overheadBytes
  return overheadBytes + JSON.stringify(event).length * 2
}
