import type { Socket } from 'node:net'

import type { LaneFaults } from './faults.ts'

/** How a lane may end its connection. */
export interface LaneEnds {
  reset(): void
  cut(): void
}

/** What ends the passing of bytes. */
interface Stop {
  readonly after: number
  readonly state: 'stopped' | 'silent'
  run(): void
}

/** Bytes that may wait for their time before the sender is paused. */
const maxWaiting = 1024 * 1024
const dripMs = 20

/** One direction of a connection; faults are read anew for every piece, so they can change. */
export class Lane {
  readonly #from: Socket
  readonly #to: Socket
  readonly #faults: () => LaneFaults
  readonly #ends: LaneEnds
  readonly #waiting: { readonly bytes: Buffer; readonly at: number }[] = []
  #waitingBytes = 0
  #passed = 0
  #state: 'passing' | 'stopped' | 'silent' = 'passing'
  #ended = false
  #running = false

  constructor(from: Socket, to: Socket, faults: () => LaneFaults, ends: LaneEnds) {
    this.#from = from
    this.#to = to
    this.#faults = faults
    this.#ends = ends
  }

  start(): void {
    this.#from.on('data', (bytes: Buffer) => {
      this.#waiting.push({ bytes, at: performance.now() })
      this.#waitingBytes += bytes.length
      if (this.#waitingBytes > maxWaiting) this.#from.pause()
      void this.#run()
    })
    this.#from.on('end', () => {
      this.#ended = true
      void this.#run()
    })
    this.#from.on('close', (failed) => {
      if (this.#state === 'silent') return
      this.#ended = true
      if (failed) this.#to.resetAndDestroy()
      else void this.#run()
    })
  }

  async #run(): Promise<void> {
    if (this.#running) return
    this.#running = true
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      await this.#until(next.at)
      if (this.#state === 'passing') await this.#deliver(next.bytes)
      this.#waitingBytes -= next.bytes.length
      if (this.#waitingBytes <= maxWaiting) this.#from.resume()
    }
    this.#running = false
    if (!this.#ended || this.#state === 'silent') return
    if (this.#state === 'passing') this.#to.end()
    if (this.#from.destroyed) this.#to.destroySoon()
  }

  /** The latency may change while a piece waits. */
  async #until(arrivedAt: number): Promise<void> {
    for (;;) {
      const waitMs = arrivedAt + (this.#faults().latencyMs ?? 0) - performance.now()
      if (waitMs <= 0 || this.#to.destroyed) return
      await sleep(Math.min(waitMs, dripMs))
    }
  }

  async #deliver(bytes: Buffer): Promise<void> {
    let rest = bytes
    while (!this.#to.writableEnded && !this.#to.destroyed) {
      const stop = this.#stop()
      if (stop !== undefined && stop.after <= this.#passed) {
        this.#state = stop.state
        stop.run()
        return
      }
      if (rest.length === 0) return
      const { bytesPerSecond } = this.#faults()
      const drip =
        bytesPerSecond === undefined
          ? Infinity
          : Math.max(1, Math.floor((bytesPerSecond * dripMs) / 1000))
      const size = Math.min(rest.length, drip, (stop?.after ?? Infinity) - this.#passed)
      await this.#write(rest.subarray(0, size))
      rest = rest.subarray(size)
      if (bytesPerSecond !== undefined) await sleep((size * 1000) / bytesPerSecond)
    }
  }

  #stop(): Stop | undefined {
    const { resetAfter, cutAfter, halfCloseAfter, silentAfter } = this.#faults()
    const stops: readonly (Omit<Stop, 'after'> & { after: number | undefined })[] = [
      { after: resetAfter, state: 'stopped', run: () => this.#ends.reset() },
      { after: cutAfter, state: 'stopped', run: () => this.#ends.cut() },
      { after: halfCloseAfter, state: 'stopped', run: () => this.#to.end() },
      { after: silentAfter, state: 'silent', run: () => undefined },
    ]
    return stops
      .flatMap(({ after, ...stop }) => (after === undefined ? [] : [{ after, ...stop }]))
      .toSorted((a, b) => a.after - b.after)[0]
  }

  /** Resolves when the system has taken the bytes: a reset after them must not overtake them. */
  #write(bytes: Buffer): Promise<void> {
    const { corruptAt } = this.#faults()
    const index = (corruptAt ?? -1) - this.#passed
    const value = bytes[index]
    const sent = value === undefined ? bytes : Buffer.from(bytes)
    if (value !== undefined) sent[index] = value ^ 0xff
    this.#passed += bytes.length
    return new Promise((resolve) => {
      this.#to.once('close', resolve)
      this.#to.write(sent, () => {
        this.#to.off('close', resolve)
        resolve()
      })
    })
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
