/** What one unit (a conversation, a user, a request) has shown so far. */
export interface Unit {
  readonly arm: number
  readonly share: number
  readonly bad: Set<string>
  readonly sums: Map<string, { sum: number; count: number }>
  at: number
}

/** Open units, the one idle longest first; each is handed over once when it ends. */
export interface Units {
  /** Opens the unit or keeps it open. */
  touch(
    id: number,
    place: { readonly arm: number; readonly share: number },
    now: number,
  ): {
    readonly unit: Unit
    readonly isNew: boolean
  }
  find(id: number): Unit | undefined
  close(id: number): void
  /** Ends what has been idle too long. */
  sweep(now: number): void
}

const maxUnits = 100_000

/** Units end after `idleMs`. */
export function createUnits(idleMs: number, onEnd: (unit: Unit) => void): Units {
  const open = new Map<number, Unit>()

  return {
    touch(id, { arm, share }, now) {
      const before = open.get(id)
      // A ramp or a rollback moved it: what it showed so far belongs to where it was.
      if (before !== undefined && before.arm !== arm) onEnd(before)
      const known = before?.arm === arm ? before : undefined
      const unit = known ?? { arm, share, bad: new Set(), sums: new Map(), at: now }
      unit.at = now
      open.delete(id)
      open.set(id, unit)
      if (open.size > maxUnits) endOldest()
      return { unit, isNew: known === undefined }
    },
    find: (id) => open.get(id),
    close(id) {
      const unit = open.get(id)
      if (unit === undefined) return
      open.delete(id)
      onEnd(unit)
    },
    sweep(now) {
      for (const [id, unit] of open) {
        if (now - unit.at < idleMs) return
        open.delete(id)
        onEnd(unit)
      }
    },
  }

  function endOldest(): void {
    const first = open.entries().next()
    if (first.done === true) return
    const [id, unit] = first.value
    open.delete(id)
    onEnd(unit)
  }
}
