/** What became of one simulated request. */
export interface LedgerEntry {
  readonly id: string
  readonly phase: number
  readonly background: boolean
  readonly stream: boolean
  readonly tokens: number
  readonly arrivedAt: number
  /** Seeds what providers do with its calls. */
  readonly luck: number
  dispatches: number
  limited: number
  firstOk: boolean
  ok: boolean
  firstContentMs: number | undefined
  endedMs: number | undefined
  failure: string | undefined
}

/** A circuit that left `healthy`. */
export interface Trip {
  readonly target: string
  readonly at: number
  readonly state: string
  readonly reason: string | undefined
}

/** Everything that happened in a simulation. */
export class Ledger {
  readonly entries: LedgerEntry[] = []
  readonly trips: Trip[] = []
  readonly #byId = new Map<string, LedgerEntry>()
  readonly #dispatches = new Map<string, number[]>()

  add(entry: LedgerEntry): void {
    this.entries.push(entry)
    this.#byId.set(entry.id, entry)
  }

  entry(id: string): LedgerEntry {
    const entry = this.#byId.get(id)
    if (entry === undefined) throw new TypeError(`A call names no simulated request ("${id}").`)
    return entry
  }

  /** True for the request's first call. */
  dispatched(
    entry: LedgerEntry,
    target: string,
    { at, limited }: { readonly at: number; readonly limited: boolean },
  ): boolean {
    if (limited) entry.limited++
    const times = this.#dispatches.get(target)
    if (times === undefined) this.#dispatches.set(target, [at])
    else times.push(at)
    return ++entry.dispatches === 1
  }

  /** When a target was called, in order. */
  dispatches(target: string): readonly number[] {
    return this.#dispatches.get(target) ?? []
  }
}
