/** What a key has used in one day or month, UTC. */
export interface CalendarUse {
  readonly requests: number
  readonly tokens: number
  readonly nanoUsd: bigint
}

const none: CalendarUse = { requests: 0, tokens: 0, nanoUsd: 0n }

/** A count that starts anew with each day or month. */
export class CalendarCount {
  readonly #span: 'day' | 'month'
  #use: CalendarUse = none
  #endsAt = -Infinity

  constructor(span: 'day' | 'month') {
    this.#span = span
  }

  use(wall: number): CalendarUse {
    return wall < this.#endsAt ? this.#use : none
  }

  add(more: Partial<CalendarUse>, wall: number): void {
    const { requests = 0, tokens = 0, nanoUsd = 0n } = more
    const before = this.use(wall)
    if (wall >= this.#endsAt) this.#endsAt = this.endsAt(wall)
    this.#use = {
      requests: before.requests + requests,
      tokens: before.tokens + tokens,
      nanoUsd: before.nanoUsd + nanoUsd,
    }
  }

  /** Somebody else has counted too: at least so much was used. */
  raise(use: CalendarUse, wall: number): void {
    const own = this.use(wall)
    this.#endsAt = this.endsAt(wall)
    this.#use = {
      requests: Math.max(own.requests, use.requests),
      tokens: Math.max(own.tokens, use.tokens),
      nanoUsd: own.nanoUsd > use.nanoUsd ? own.nanoUsd : use.nanoUsd,
    }
  }

  /** Unix ms at which it starts anew. */
  endsAt(wall: number): number {
    const date = new Date(wall)
    const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()]
    return this.#span === 'day'
      ? Date.UTC(year, month, date.getUTCDate() + 1)
      : Date.UTC(year, month + 1, 1)
  }
}
