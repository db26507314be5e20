const unitMs: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** `30d`, `24h`, `10m`, `0s` in ms; throws a sentence about anything else. */
export function readSpan(text: string): number {
  const [, count, unit] = /^(\d{1,6})([smhd])$/.exec(text) ?? []
  const ms = unitMs[unit ?? '']
  if (count === undefined || ms === undefined)
    throw new TypeError(`"${text}" is no span: write 24h, 30d, 10m or 0s.`)
  return Number(count) * ms
}
