import { trigger } from '../prefilter/triggers.ts'
import { isAlphanumeric } from './characters.ts'
import { HORIZON, type Recognizer } from './recognizer.ts'
import { createUrlEnds, isUrlUnit, trimUrl } from './url-end.ts'

const SCHEMES = '(?:https?|ftps?|sftp|wss?|ssh|git|svn|ldaps?|smb|rtsp|s3|gs)'
const SCHEME = new RegExp(`${SCHEMES}$`, 'i')
/** Top-level domains that stand for themselves without a scheme; words and file endings are left out. */
const TOP_LEVEL: ReadonlySet<string> = new Set(
  'com net org edu gov mil int de uk fr es nl eu ch pl ru cz se dk fi pt br mx jp cn kr au ca us nz za ie gr hu ro bg hr sk si lt lv ee ua tr il ar cl co pe io ai dev app biz info mobi asia sg hk tw vn th ph sa ae ng ke lu mt cy kz xyz online shop site store tech cloud me be ly gg tv fm cc it in at'.split(
    ' ',
  ),
)
/** These are also names in code, so they need a path behind them. */
const NEEDS_PATH: ReadonlySet<string> = new Set(
  'io ai dev app co us site store cloud shop online int me be ly gg tv fm cc it in at'.split(' '),
)

/** `log.info` is no host. */
const LOGGER = /(?:^|\.)(?:log|logger|logging|console|this|self|winston|pino|[a-z]{1,3})$|[A-Z]/

/** `https://`: in a run too long for a host name, a scheme may still begin this far back. */
const LONGEST_SCHEME = 8

/** `[2001:db8::1]`, or as much of it as has come. */
const NUMERIC_HOST = /^\[[0-9a-f:.]{0,45}\]?/i
const LONGEST_NUMERIC = 47

/** A host in characters behind a scheme: the last label is all of one script, so that a sentence is no part of it. */
const HAN = String.raw`\p{sc=Han}\p{sc=Hira}\p{sc=Kana}ー`
const FIRST_HAN = 0x2e80
const LONGEST_HAN = 40
const HAN_HOST = new RegExp(
  `^(?=[${HAN}\\w.-]{1,${LONGEST_HAN}}(?![${HAN}\\w.-]))(?:www\\.)?[${HAN}][${HAN}A-Za-z0-9-]*(?:\\.[${HAN}A-Za-z0-9-]+)*?\\.(?:[A-Za-z]{2,24}(?![A-Za-z0-9-])|[${HAN}]{2,8})(?!\\.[${HAN}A-Za-z0-9])`,
  'u',
)
/** What may become a host in characters, at the end of a text. */
const OPEN_HAN_HOST = new RegExp(
  `${SCHEMES}://(?:www\\.)?[${HAN}][${HAN}\\w.-]{0,${LONGEST_HAN - 1}}$`,
  'iu',
)

type Visit = (start: number, end: number, rule: string) => void

export const urls: Recognizer = {
  types: ['URL'],
  triggers: trigger.dot | trigger.colon,
  find({ text, emit }) {
    let covered = 0
    candidates(text, 0, (start, end, rule) => {
      const long = end - start > HORIZON
      const close = long ? end : trimUrl(text, start, end)
      // One within a short one is a part of it; of a long one a stream knows the end too late to say so.
      if (rule === 'url-scheme' && close <= covered) return
      if (rule === 'url-scheme' && !long) covered = close
      emit({ type: 'URL', start, end: close, score: 0.6, rule })
    })
  },
  hold(text) {
    let start = text.length
    const least = Math.max(0, text.length - HORIZON)
    while (start > least && isHead(text.charCodeAt(start - 1))) start--
    if (start > 0 && isHead(text.charCodeAt(start - 1))) start = text.length - LONGEST_SCHEME
    candidates(text, Math.max(0, text.length - 2 * HORIZON), (from, end) => {
      if (end === text.length && end - from <= HORIZON) start = Math.min(start, from)
    })
    const inHan = OPEN_HAN_HOST.exec(text.slice(-HORIZON))
    return inHan === null ? start : Math.min(start, text.length - inHan[0].length)
  },
}

/** Every URL with its end before trimming, from `from` on. */
function candidates(text: string, from: number, visit: Visit): void {
  const urlEnd = createUrlEnds(text)
  let covered = 0
  for (let at = text.indexOf('://', from); at >= 0; at = text.indexOf('://', at + 3)) {
    const scheme = SCHEME.exec(text.slice(Math.max(0, at - 6), at))
    const host = scheme === null ? -1 : hostFrom(text, at + 3)
    if (scheme === null || host < 0) continue
    const start = at - scheme[0].length
    visit(start, urlEnd(start, host), 'url-scheme')
  }
  for (let dot = text.indexOf('.', from); dot >= 0; dot = text.indexOf('.', dot + 1)) {
    if (dot < covered) continue
    const end = topLevelEnd(text, dot)
    if (end === 0) continue
    const start = hostStart(text, dot)
    // What stands behind the name decides too, and must be known where a long one is decided.
    if (start === dot || end - start >= HORIZON || !opensHost(text, start)) continue
    const www = /^www\./i.test(text.slice(start, start + 4))
    const top = text.slice(dot + 1, end).toLowerCase()
    if (top === 'info' && LOGGER.test(text.slice(start, dot))) continue
    const path = '/?#:'.includes(text[end] ?? ' ') && isUrlUnit(text.charCodeAt(end + 1))
    if (!www && (!TOP_LEVEL.has(top) || (NEEDS_PATH.has(top) && text[end] !== '/'))) continue
    covered = path ? urlEnd(start, end) : end
    visit(start, covered, www ? 'url-www' : 'url-domain')
  }
}

/** From where on a host ends like all else in a URL: behind the brackets of a numeric one; negative for no host. */
function hostFrom(text: string, at: number): number {
  const unit = text.charCodeAt(at)
  if (unit >= FIRST_HAN || text.startsWith('www.', at)) {
    const inHan = HAN_HOST.exec(text.slice(at, at + LONGEST_HAN + 1))
    if (inHan !== null) return at + inHan[0].length
  }
  if (isAlphanumeric(unit) || (unit >= 0xc0 && isUrlUnit(unit))) return at
  if (unit !== 0x5b) return -1
  const numeric = NUMERIC_HOST.exec(text.slice(at, at + LONGEST_NUMERIC))?.[0]
  const isThere = numeric?.endsWith(']') === true || at + (numeric?.length ?? 0) === text.length
  return numeric !== undefined && isThere ? at + numeric.length : -1
}

/** The end of the top-level label after `dot` when the host name ends there. */
function topLevelEnd(text: string, dot: number): number {
  let end = dot + 1
  while (end < text.length && end - dot <= 24 && isAlphanumeric(text.charCodeAt(end))) end++
  const size = end - dot - 1
  if (size < 2 || size > 23) return 0
  const next = text.charCodeAt(end)
  if (next === 0x2e && isAlphanumeric(text.charCodeAt(end + 1))) return 0
  return next === 0x2d || next === 0x5f || next === 0x40 || next === 0x28 ? 0 : end
}

function hostStart(text: string, dot: number): number {
  let start = dot
  const least = Math.max(0, dot - HORIZON)
  while (start > least && isHostName(text.charCodeAt(start - 1))) start--
  if (start > 0 && isHostName(text.charCodeAt(start - 1))) return dot
  while (start < dot && !isAlphanumeric(text.charCodeAt(start))) start++
  return start
}

/** Not the host of an address or of a URL with a scheme, and not a piece of a path. */
function opensHost(text: string, start: number): boolean {
  const before = text[start - 1] ?? ' '
  return !'@/\\_$%'.includes(before)
}

function isHostName(unit: number): boolean {
  return isAlphanumeric(unit) || unit === 0x2d || unit === 0x2e
}

function isHead(unit: number): boolean {
  return isHostName(unit) || unit === 0x3a || unit === 0x2f
}
