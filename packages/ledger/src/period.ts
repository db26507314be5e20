/** How long a budget lasts. */
export type BudgetPeriod = 'day' | 'week' | 'month' | 'total'

/** One turn of a calendar, Unix ms; `end` is exclusive. */
export interface Period {
  readonly start: number
  readonly end: number | undefined
}

/** Which calendar: `startsOn` is the weekday (1 = Monday) or the day of the month (1–28). */
export interface Calendar {
  readonly per: BudgetPeriod
  readonly timeZone: string
  readonly startsOn: number
}

/** The turn of a calendar that holds a moment; midnights are those of its time zone. */
export function periodOf(calendar: Calendar, at: number): Period {
  const { per, timeZone, startsOn } = calendar
  const { year, month, day } = localDate(at, timeZone)
  const midnight = (ofMonth: number, ofDay: number) =>
    startOfDay(Date.UTC(year, ofMonth, ofDay), timeZone)
  switch (per) {
    case 'total':
      return { start: 0, end: undefined }
    case 'day':
      return { start: midnight(month, day), end: midnight(month, day + 1) }
    case 'week': {
      const weekday = new Date(Date.UTC(year, month, day)).getUTCDay()
      const first = day - ((weekday - startsOn + 14) % 7)
      return { start: midnight(month, first), end: midnight(month, first + 7) }
    }
    case 'month': {
      const first = day < startsOn ? month - 1 : month
      return { start: midnight(first, startsOn), end: midnight(first + 1, startsOn) }
    }
  }
}

interface LocalDate {
  readonly year: number
  /** From 0. */
  readonly month: number
  readonly day: number
}

function localDate(at: number, timeZone: string): LocalDate {
  const local = new Date(at + offsetAt(at, timeZone))
  return { year: local.getUTCFullYear(), month: local.getUTCMonth(), day: local.getUTCDate() }
}

/** The moment at which a zone's clocks show midnight, or the first one after it where they skip it. */
function startOfDay(localMidnight: number, timeZone: string): number {
  const guess = localMidnight - offsetAt(localMidnight, timeZone)
  const offset = offsetAt(guess, timeZone)
  const midnight = localMidnight - offset
  return offsetAt(midnight, timeZone) === offset ? midnight : Math.max(guess, midnight)
}

/** Local minus UTC, in ms. */
function offsetAt(at: number, timeZone: string): number {
  if (timeZone === 'UTC') return 0
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at)
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value)
  const local = Date.UTC(
    of('year'),
    of('month') - 1,
    of('day'),
    of('hour'),
    of('minute'),
    of('second'),
  )
  return local - Math.floor(at / 1000) * 1000
}
