const msPer: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
}

/** Whole milliseconds of `2ms`, `17.39s` or `6m0s`; a number without a unit is no duration. */
export function parseDuration(text: string): number | undefined {
  const steps = /(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h|d)/y
  const trimmed = text.trim()
  let total = 0
  let end = 0
  for (let step = steps.exec(trimmed); step !== null; step = steps.exec(trimmed)) {
    total += Number(step[1]) * (msPer[step[2] ?? ''] ?? 0)
    end = steps.lastIndex
  }
  return end > 0 && end === trimmed.length ? Math.round(total) : undefined
}
