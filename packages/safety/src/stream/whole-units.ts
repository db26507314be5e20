import { openRun } from '../output/hidden-text.ts'
import { isMark, MAX_MARKS } from '../unicode/plain.ts'

/** Invisible characters that are kept back at most. */
const maxHidden = 64

/** Length without a trailing half of a surrogate pair. */
export function wholeUnits(text: string): number {
  const last = text.charCodeAt(text.length - 1)
  return last >= 0xd800 && last <= 0xdbff ? text.length - 1 : text.length
}

/**
 * Length without what is not clear yet at the end: invisible characters, as nobody knows what they
 * belong to, and, unless the text is over, the last character, to which marks may be added.
 */
export function clearLength(text: string, final: boolean): number {
  const seen = seenLength(text)
  return final ? seen : seenLength(text.slice(0, letterStart(text, seen)))
}

/** Length without a run of invisible characters at the end that is not too long to be kept back. */
function seenLength(text: string): number {
  const at = openRun(text)
  return text.length - at > maxHidden ? text.length : at
}

/** Where the character before `end` begins, with the marks on it. */
function letterStart(text: string, end: number): number {
  let at = end
  while (end - at < MAX_MARKS && isMark(text.charCodeAt(at - 1))) at--
  const last = text.charCodeAt(at - 1)
  return Math.max(0, at - (last >= 0xdc00 && last <= 0xdfff ? 2 : 1))
}
