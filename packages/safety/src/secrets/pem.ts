import { HORIZON, type SecretFinder } from './secret-match.ts'

const HEADER = /----(?:-| )BEGIN (?:[A-Z0-9]{2,12} ){0,2}PRIVATE KEY(?: BLOCK)?(?:-| )----/g
/** As OpenSSL and others write it, and as SSH2 does. */
const OPENERS = ['-----BEGIN ', '---- BEGIN ']
const OPENER_LENGTH = 11
/** Anything that a key block, its armour headers or its JSON escapes cannot have ends it. */
const OUTSIDE = /[^A-Za-z0-9+/=\s\-:,\\]/
const FOOTER = /KEY(?: BLOCK)?(?:-| )----/
const FOOTER_LENGTH = 14
const CLOSED = /KEY(?: BLOCK)?(?:-| )----$/
/** A footer line and a few letters of a key before it. */
const LEAST_BODY = 32

/** Private keys in PEM armour, from the header line to the footer. */
export const pem: SecretFinder = {
  find(text, emit) {
    if (!text.includes('BEGIN ')) return
    for (const match of text.matchAll(HEADER)) {
      const body = match.index + match[0].length
      const end = blockEnd(text, body)
      const isWhole = CLOSED.test(text.slice(Math.max(body, end - FOOTER_LENGTH), end))
      if (end - match.index > HORIZON || (isWhole && end - body > LEAST_BODY))
        emit({ start: match.index, end, rule: 'private-key', score: 1 })
    }
  },
  hold(text) {
    const tail = text.slice(-HORIZON)
    const start = tail.search(/----[- ]BEGIN/)
    if (start >= 0) return text.length - tail.length + start
    for (let size = OPENER_LENGTH; size > 0; size--) {
      if (OPENERS.some((opener) => text.endsWith(opener.slice(0, size)))) return text.length - size
    }
    return text.length
  },
}

function blockEnd(text: string, from: number): number {
  const close = /KEY(?: BLOCK)?(?:-| )----|[^A-Za-z0-9+/=\s\-:,\\]/g
  close.lastIndex = from
  const match = close.exec(text)
  if (match === null) return text.length
  return match[0].length === 1 ? match.index : close.lastIndex
}

/** Follows an open key block; a footer split between two pieces is recognised too. */
export function swallowPem(seen: string): (piece: string) => number {
  // Only the first line is the header: another one inside ends the block like a footer.
  const body = seen.slice(OPENER_LENGTH).replace(/^[A-Z0-9 ]{0,64}?[- ]----/, '')
  let tail = body.slice(-FOOTER_LENGTH)
  let isClosed = false
  return (piece) => {
    if (isClosed) return 0
    const limit = piece.search(OUTSIDE)
    const more = limit < 0 ? piece : piece.slice(0, limit)
    const joined = tail + more
    const footer = FOOTER.exec(joined)
    if (footer !== null) {
      // It may end with the piece: then only the next one can tell that it has ended.
      isClosed = true
      return footer.index + footer[0].length - tail.length
    }
    tail = joined.slice(-FOOTER_LENGTH)
    return more.length
  }
}
