import { HORIZON } from './recognizer.ts'

/**
 * Finds the ends of URLs. In the first `HORIZON` characters brackets count when they are balanced,
 * after them a bracket ends it, so that the rest can be followed without memory. Asked from left to
 * right it reads what is the end of many only once.
 */
export function createUrlEnds(text: string): (start: number, from: number) => number {
  let read = 0
  let stop = 0
  const stopFrom = (at: number): number => {
    if (at >= read && at < stop) return stop
    read = at
    stop = at
    while (
      stop < text.length &&
      !isBracket(text.charCodeAt(stop)) &&
      isUrlUnit(text.charCodeAt(stop))
    )
      stop++
    return stop
  }
  return (start, from) => {
    const near = Math.min(text.length, start + HORIZON)
    let depth = 0
    for (let end = from; end < near; end++) {
      const unit = text.charCodeAt(end)
      if (unit === 0x28) depth++
      else if (unit === 0x29 && depth > 0) depth--
      else if (unit === 0x29 || !isUrlUnit(unit)) return end
    }
    return stopFrom(Math.max(from, near))
  }
}

function isBracket(unit: number): boolean {
  return unit === 0x28 || unit === 0x29
}

/** Punctuation after a URL that belongs to the sentence. */
export function trimUrl(text: string, start: number, end: number): number {
  let trimmed = end
  while (trimmed > start && ".,;:!?'*_~-&(".includes(text[trimmed - 1] ?? '')) trimmed--
  return trimmed
}

/** How much of a piece still belongs to a URL longer than the horizon. */
export function swallowUrl(piece: string): number {
  return createUrlEnds(piece)(-HORIZON, 0)
}

export function isUrlUnit(unit: number): boolean {
  if (unit <= 0x20 || unit === 0x7f) return false
  if (unit < 0x80) return !'"<>\\^`{|}[]'.includes(String.fromCharCode(unit))
  return unit >= 0xc0 && unit < 0x600
}
