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

const short: Scale = {
  name: 'short',
  perSecond: 50,
  outageMs: 2500,
  databaseAwayMs: 2500,
  steadyMs: 3000,
}
const full: Scale = {
  name: 'full',
  perSecond: 300,
  outageMs: 20_000,
  databaseAwayMs: 60_000,
  steadyMs: 15_000,
}

/** `SIGNALBOX_SCALE=full` asks for the whole, `SIGNALBOX_SCALE_RATE` for another rate on a small machine. */
export function scaleOf(env: Readonly<Record<string, string | undefined>>): Scale {
  const scale = env['SIGNALBOX_SCALE'] === 'full' ? full : short
  return { ...scale, perSecond: Number(env['SIGNALBOX_SCALE_RATE'] ?? scale.perSecond) }
}
