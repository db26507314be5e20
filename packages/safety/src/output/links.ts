import type { Finding, LocalDetector } from '../types.ts'
import { escapesIn, hiddenLength, hiddenRunsIn, openEscape, openRun } from './hidden-text.ts'

/** Whether a link may stay is decided on so many characters. */
const horizon = 64

/** What a browser or a terminal would fetch, follow or obey. */
export const links: LocalDetector = {
  id: 'links',
  version: '1',
  kind: 'local',
  types: ['LINK', 'TERMINAL_ESCAPE', 'INVISIBLE_RUN'],
  scan(surface) {
    const { text, path } = surface
    const found = new Map<number, Finding>()
    const add = (finding: Omit<Finding, 'detector' | 'path'>) => {
      const known = found.get(finding.start)
      if (known === undefined || known.score < finding.score)
        found.set(finding.start, { detector: 'links', path, ...finding })
    }
    const endOf = targetEnds(text)
    for (const match of text.matchAll(context)) {
      const start = match.index + match[0].length
      const end = endOf(start)
      if (isAddress(text.slice(start, Math.min(end, start + horizon))))
        add({ type: 'LINK', start, end, score: 1, rule: 'target' })
    }
    for (const match of text.matchAll(address)) {
      const start = match.index
      const end = endOf(start)
      const head = text.slice(start, Math.min(end, start + horizon))
      const score = text[start - 1] === '<' ? 1 : bareScore(head)
      add({ type: 'LINK', start, end, score, rule: 'address' })
    }
    for (const span of escapesIn(text))
      add({ ...span, type: 'TERMINAL_ESCAPE', score: 1, rule: 'terminal' })
    for (const span of hiddenRunsIn(text))
      add({ ...span, type: 'INVISIBLE_RUN', score: 1, rule: 'invisible' })
    return [...found.values()]
  },
  streaming: { left: 128, right: 1, horizon, holdFrom, swallow },
}

/** What stands before an address: Markdown, HTML and CSS. */
const context =
  /\]\(\s{0,8}<?|\]:\s{0,8}<?|(?<![a-z0-9])(?:href|src|srcset|action|formaction|poster|data|background|ping|cite)\s{0,8}=\s{0,8}["']?\s{0,8}|url\(\s{0,8}["']?/gi

/** A scheme and `//`, or `www.`; what an address within an address would be preceded by is no beginning. */
const address =
  /(?<![\w+.\-=/&?%#@\\])(?:[a-z][a-z0-9+.-]{0,19}:\/\/|www\.(?=[a-z0-9])|data:[a-z]+\/[a-z0-9.+-]{1,40}[;,])/gi

/** Ends of targets; one that begins within another ends where that one does. */
function targetEnds(text: string): (start: number) => number {
  let from = 0
  let to = -1
  return (start) => {
    if (start < from || start >= to) {
      from = start
      to = targetEnd(text, start)
    }
    return to
  }
}

function targetEnd(text: string, start: number): number {
  return start + targetEater(false)(text.slice(start))
}

/**
 * Takes piece after piece of a target; our own tokens stand in targets as they are. Whatever begins
 * like one is part of the target: whether it is one may be told after the link had to be decided.
 */
function targetEater(isInToken: boolean): (piece: string) => number {
  let inToken = isInToken
  return (piece) => {
    for (let index = 0; index < piece.length; index++) {
      const code = piece.charCodeAt(index)
      if (inToken && isWord(code)) continue
      const isClosed = inToken && code === closing
      inToken = code === opening && isCapital(piece.charCodeAt(index + 1))
      if (!isClosed && !inToken && isEnd(code)) return index
    }
    return piece.length
  }
}

const opening = 0x3c
const closing = 0x3e

function isCapital(code: number): boolean {
  return code >= 0x41 && code <= 0x5a
}

function isWord(code: number): boolean {
  const isDigit = code >= 0x30 && code <= 0x39
  return isDigit || isCapital(code) || code === 0x5f || (code >= 0x61 && code <= 0x7a)
}

/** White space, quotes, angle brackets, a closing bracket. */
function isEnd(code: number): boolean {
  return (
    code <= 0x20 ||
    code === 0x22 ||
    code === 0x27 ||
    code === 0x3c ||
    code === 0x3e ||
    code === 0x60 ||
    code === 0x29 ||
    code === 0x5d ||
    code === 0xa0 ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x3000
  )
}

/** Whether a target leads away: entities and backslashes read as a browser reads them. */
function isAddress(target: string): boolean {
  const plain = target
    .replaceAll(/&#(x?)([0-9a-f]{1,6});?/gi, (_, hex: string, digits: string) => {
      const code = Number.parseInt(digits, hex === '' ? 10 : 16)
      return code <= 0x10_ff_ff ? String.fromCodePoint(code) : ''
    })
    .replaceAll(/&(colon|sol|bsol);/g, (_, name: string) => (name === 'colon' ? ':' : '/'))
    .replaceAll('\\', '/')
  return /^(?:[a-z][a-z0-9+.-]*:|\/\/|www\.)/i.test(plain)
}

/** A bare address is only a way out when it can carry something: a query, a user, a long path. */
function bareScore(target: string): number {
  if (target.length >= horizon) return 0.6
  return /[?@]|#.{8}|[\w+/=%-]{24}/.test(target.replace(/^[a-z0-9+.-]+:\/\//i, '')) ? 0.6 : 0.3
}

function holdFrom(window: string): number {
  const floor = Math.max(0, window.length - horizon)
  const tail = window.slice(floor)
  return floor + Math.min(tokenStart(tail), openEscape(tail), openRun(tail))
}

/** Where the run of target characters at the end begins; our own tokens, whole or half, are part of it. */
function tokenStart(tail: string): number {
  let index = tail.length
  for (;;) {
    while (index > 0 && !isEnd(tail.charCodeAt(index - 1))) index -= 1
    const isOpen = index === tail.length || isCapital(tail.charCodeAt(index))
    if (tail.charCodeAt(index - 1) === opening && isOpen) index -= 1
    else {
      // Its beginning may lie before the tail.
      const token = /(?:<[A-Z]|^)\w*>$/.exec(tail.slice(0, index))
      if (token === null) return index
      index = token.index
    }
  }
}

function swallow(rule: string, seen = ''): (piece: string) => number {
  if (rule === 'invisible') return hiddenLength
  return targetEater(/<(?:[A-Z]\w*)?$/.test(seen.slice(-horizon)))
}
