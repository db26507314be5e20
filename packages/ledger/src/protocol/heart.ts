import type { ProtocolPort, ProtocolTimes } from './protocol-port.ts'

/** After so much of its time to live without a beat, a replica uses no lease. */
const trusted = 0.7

/** Keeps this replica alive in the store. */
export interface Heart {
  readonly replica: string
  /** Live replicas as last heard. */
  readonly replicas: number
  /** The last beat was not answered. */
  readonly isDown: boolean
  /** Leases of the present id may be used. */
  isFresh(): boolean
  /** Once. */
  start(): void
  stop(): void
}

/** `changed` hears of every beat that arrived, and of every new id. */
export function createHeart(
  port: ProtocolPort,
  { ttlMs, heartbeatMs }: ProtocolTimes,
  changed: () => void,
): Heart {
  let replica = port.freshId()
  let replicas = 1
  let sentAt = -Infinity
  let sweptAt = -Infinity
  let isDown = false
  let isStopped = false

  function beat(): void {
    if (isStopped) return
    const now = port.now()
    const sender = replica
    port.beat(sender, (alive) => {
      isDown = alive === undefined
      if (alive === false) {
        // An expired id is never revived: its leases are charged already.
        replica = port.freshId()
        sentAt = -Infinity
      } else if (alive !== undefined) {
        sentAt = now
        replicas = Math.max(1, alive)
        sweep(now)
      }
      changed()
      if (alive === false) beat()
      else port.timer(alive === undefined ? Math.min(500, heartbeatMs) : heartbeatMs, beat)
    })
  }

  function sweep(now: number): void {
    if (now - sweptAt < ttlMs / 2) return
    sweptAt = now
    port.sweep(ttlMs)
  }

  return {
    get replica() {
      return replica
    },
    get replicas() {
      return replicas
    },
    get isDown() {
      return isDown
    },
    isFresh: () => port.now() - sentAt < trusted * ttlMs,
    start() {
      beat()
    },
    stop() {
      isStopped = true
    },
  }
}
