/** A part of a text, half open. */
interface Run {
  readonly start: number
  readonly end: number
}

/** A set of ASCII units as a table for `longRuns`. */
export function unitSet(pattern: RegExp): Uint8Array {
  return Uint8Array.from({ length: 128 }, (_, unit) =>
    pattern.test(String.fromCharCode(unit)) ? 1 : 0,
  )
}

/**
 * All runs of at least so many units of a set, as long as they are. Most texts have none, and one
 * unit in `least` tells.
 */
export function* longRuns(text: string, least: number, set: Uint8Array): Generator<Run> {
  let from = 0
  while (from + least <= text.length) {
    let start = from + least
    while (start > from && set[text.charCodeAt(start - 1)] === 1) start--
    if (start > from) {
      from = start
      continue
    }
    let end = from + least
    while (set[text.charCodeAt(end)] === 1) end++
    yield { start: from, end }
    from = end
  }
}
