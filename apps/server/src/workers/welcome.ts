import type { ConfigChange } from '../admin/take-change.ts'

/** The command line of a group, which every worker runs on. */
export interface UpFlags {
  readonly config?: string
  readonly port?: number
  readonly host?: string
}

/** What a worker is told before it starts. */
export interface Welcome {
  readonly flags: UpFlags
  /** From 0; a worker that replaces a dead one takes its slot, and with it what that left on the disk. */
  readonly slot: number
  readonly workers: number
  /** Where the primary keeps the truth; undefined: workers open the store themselves. */
  readonly truth: { readonly folder: string | undefined; readonly key: Uint8Array } | undefined
  /** Requests are written down by the primary. */
  readonly isLogged: boolean
  /** Signs what clients carry back, whichever worker they reach. */
  readonly continuityKey: Uint8Array
}

/** What the desk adds: what was put in force by hand since the file was read. */
export interface Seated extends Welcome {
  readonly changes: readonly ConfigChange[]
}
