/** The released GenAI conventions, the ones in the making, or the union of both. */
export type Semconv = '1.41' | 'latest' | 'both'

/** Reads a mode; an unknown one throws a sentence, so that nothing starts on it. */
export function semconvOf(value: unknown = '1.41'): Semconv {
  if (value === '1.41' || value === 'latest' || value === 'both') return value
  throw new TypeError(
    `telemetry.semconv is ${JSON.stringify(value)}; it is one of "1.41", "latest", "both".`,
  )
}

/** Whether names of one edition are written in a mode; names without edition always are. */
export function isWritten(edition: Edition | undefined, mode: Semconv): boolean {
  return edition === undefined || mode === 'both' || edition === mode
}

/** Where a name is from. */
export type Edition = '1.41' | 'latest'
