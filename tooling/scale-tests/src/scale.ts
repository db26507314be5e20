/** How long and how hard: `short` fits a check of every change, `full` is asked for by name. */
export interface Scale {
  readonly name: 'short' | 'full'
  /** Requests per second offered to one gateway. */
  readonly perSecond: number
  readonly outageMs: number
  /** How long the database is away. */
  readonly databaseAwayMs: number
  readonly steadyMs: number
}

/** `SIGNALBOX_SCALE=full` asks for the whole. */
export function scaleOf(name: string | undefined): Scale {
  return name === 'full'
    ? { name: 'full', perSecond: 300, outageMs: 20_000, databaseAwayMs: 60_000, steadyMs: 15_000 }
    : { name: 'short', perSecond: 50, outageMs: 2500, databaseAwayMs: 2500, steadyMs: 3000 }
}
