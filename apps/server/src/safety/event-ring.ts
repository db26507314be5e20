import type { SafetyEvent } from '@signalbox/safety'

/** The latest events, oldest dropped first. */
export interface EventRing {
  push(event: SafetyEvent): void
  /** Newest first; `before` is an id that an earlier page ended with. */
  page(query: EventQuery): Promise<EventPage>
}

/** Some of the events, and where the next ones begin. */
export interface EventPage {
  readonly data: readonly NumberedEvent[]
  readonly next: string | null
}

/** An event and its number, which only grows. */
export interface NumberedEvent extends SafetyEvent {
  readonly id: number
}

/** Which events. */
export interface EventQuery {
  readonly limit: number
  readonly before?: number | undefined
  readonly tenant?: string | undefined
  readonly rule?: string | undefined
  readonly action?: string | undefined
}

/** A ring of so many events. */
export function createEventRing(size = 10_000): EventRing {
  const events: NumberedEvent[] = []
  let count = 0
  return {
    push(event) {
      count += 1
      events.push({ id: count, ...event })
      if (events.length > size) events.shift()
    },
    async page({ limit, before = Infinity, tenant, rule, action }) {
      const found = events
        .filter(
          (event) =>
            event.id < before &&
            (tenant === undefined || event.tenant === tenant) &&
            (rule === undefined || event.rule === rule) &&
            (action === undefined || event.action === action),
        )
        .toReversed()
      const data = found.slice(0, limit)
      const last = data.at(-1)
      return { data, next: found.length > limit && last !== undefined ? String(last.id) : null }
    },
  }
}
