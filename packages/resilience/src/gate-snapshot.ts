import type { TrafficClass } from './permit.ts'
import type { CellSnapshot } from './provider-buckets.ts'
import type { RoomRefusal } from './waiting-room.ts'

/** One quota group as it stands. */
export interface GateSnapshot {
  readonly key: string
  /** Of its first target. */
  readonly provider: string
  readonly blockedUntil: number | undefined
  /** The share of the configured rate that the provider is known to accept. */
  readonly rateShare: number
  readonly limits: readonly CellSnapshot[]
  readonly waiting: number
  readonly waitingBy: Readonly<Record<TrafficClass, number>>
  readonly refused: Readonly<Record<RoomRefusal, number>>
  /** What a gate in shadow mode would not have admitted at once. */
  readonly shadowed: number
  readonly targets: readonly {
    readonly id: string
    readonly inflight: number
    readonly limit: number
  }[]
}
