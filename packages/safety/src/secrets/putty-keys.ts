import { HORIZON, type SecretFinder } from './secret-match.ts'

const OPENER = 'Private-Lines: '
/** The count of lines, then the first of them. */
const HEAD = /^Private-Lines: \d{1,4}(?:\\[rn]|\s){1,4}[A-Za-z0-9+/]{32}/
/** Neither of a line of the key nor of a line break, escaped or not: the hyphen of `Private-MAC` is the first. */
const OUTSIDE = /[^A-Za-z0-9+/=\s\\]/

/** The private part of key files that PuTTY writes; the lines before it are public. */
export const puttyKeys: SecretFinder = {
  find(text, emit) {
    for (let at = text.indexOf(OPENER); at >= 0; at = text.indexOf(OPENER, at + OPENER.length)) {
      if (!HEAD.test(text.slice(at, at + HORIZON))) continue
      const body = at + OPENER.length
      const end = body + swallowPuttyKey(text.slice(body))
      if (end - at > HORIZON) emit({ start: at, end, rule: 'putty-key', score: 1 })
    }
  },
  hold(text) {
    const start = text.indexOf(OPENER, Math.max(0, text.length - HORIZON))
    if (start >= 0) return start
    for (let size = OPENER.length - 1; size > 0; size--)
      if (text.endsWith(OPENER.slice(0, size))) return text.length - size
    return text.length
  },
}

/** How much of a piece still belongs to the key. */
export function swallowPuttyKey(piece: string): number {
  const end = piece.search(OUTSIDE)
  return end < 0 ? piece.length : end
}
