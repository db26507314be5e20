import { HORIZON } from './recognizer.ts'

/**
 * The end of the URL whose first `HORIZON` characters begin at `start`: in them brackets count when
 * they are balanced, after them a bracket ends it, so that the rest can be followed without memory.
 */
export function urlEnd(text: string, start: number, from: number): number {
  let depth = 0
  const near = start + HORIZON
  for (let end = from; end < text.length; end++) {
    const unit = text.charCodeAt(end)
    if (unit === 0x28 && end < near) depth++
    else if (unit === 0x29 && end < near && depth > 0) depth--
    else if (unit === 0x28 || unit === 0x29 || !isUrlUnit(unit)) return end
  }
  return text.length
}

/** Punctuation after a URL that belongs to the sentence. */
export function trimUrl(text: string, start: number, end: number): number {
  let trimmed = end
  while (trimmed > start && ".,;:!?'*_~-&(".includes(text[trimmed - 1] ?? '')) trimmed--
  return trimmed
}

/** How much of a piece still belongs to a URL longer than the horizon. */
export function swallowUrl(piece: string): number {
  return urlEnd(piece, -HORIZON, 0)
}

export function isUrlUnit(unit: number): boolean {
  if (unit <= 0x20 || unit === 0x7f) return false
  if (unit < 0x80) return !'"<>\\^`{|}[]'.includes(String.fromCharCode(unit))
  return unit >= 0xc0 && unit < 0x600
}
