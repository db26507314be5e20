import { openRun } from '../output/hidden-text.ts'

/** Invisible characters that are kept back at most. */
const maxHidden = 64

/** Length without a trailing half of a surrogate pair. */
export function wholeUnits(text: string): number {
  const last = text.charCodeAt(text.length - 1)
  return last >= 0xd800 && last <= 0xdbff ? text.length - 1 : text.length
}

/** Length without invisible characters at the end: what they belong to is not clear yet. */
export function clearLength(text: string): number {
  const at = openRun(text)
  return text.length - at > maxHidden ? text.length : at
}
