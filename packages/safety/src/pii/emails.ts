import { trigger } from '../prefilter/triggers.ts'
import { afterEscape, isAlphanumeric, isForeignLetter, isLetter } from './characters.ts'
import { HORIZON, type PiiContext, type Recognizer } from './recognizer.ts'

/** Endings of files and packages that stand where a top-level domain would. */
const NOT_DOMAINS: ReadonlySet<string> = new Set(
  'png jpg jpeg gif svg webp avif ico css js ts jsx tsx mjs cjs json map html htm php py rb go java local lock'.split(
    ' ',
  ),
)
const MAX_LOCAL = 64
const MAX_DOMAIN = 255

export const emails: Recognizer = {
  types: ['EMAIL_ADDRESS'],
  triggers: trigger.at,
  find(context) {
    const { text } = context
    for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) judge(at, context)
  },
  hold(text) {
    const word = localStart(text, text.length)
    const hold = openStart(text, word, text.length)
    if (text.charCodeAt(word - 1) !== 0x40) return hold
    return Math.min(hold, openStart(text, localStart(text, word - 1), word - 1))
  },
}

/** Where an address may begin whose local part is, so far, what stands from `from` to `at`; or the length. */
function openStart(text: string, from: number, at: number): number {
  const start = trimmedStart(text, from, at)
  const isOpen = text.length - start <= HORIZON && !isLocal(text.charCodeAt(from - 1))
  return isOpen ? start : text.length
}

/** Where the characters before `end` that an address may have begin; no further back than matters. */
function localStart(text: string, end: number): number {
  let start = end
  const least = Math.max(0, end - HORIZON - 1)
  while (start > least && isLocal(text.charCodeAt(start - 1))) start--
  return start
}

function judge(at: number, context: PiiContext): void {
  const { text } = context
  let start = at
  const least = Math.max(0, at - MAX_LOCAL - 1)
  while (start > least && isLocal(text.charCodeAt(start - 1))) start--
  if (at - start > MAX_LOCAL) return
  start = trimmedStart(text, start, at)
  if (start === at || text.charCodeAt(at - 1) === 0x2e) return
  const limit = Math.min(text.length, at + 1 + MAX_DOMAIN)
  let end = at + 1
  while (end < limit && isDomain(text.charCodeAt(end))) end++
  if (end - start > HORIZON) {
    if (!isBoundary(text.charCodeAt(at + 1)) || at + 1 >= start + HORIZON) return
    return context.emit({
      type: 'EMAIL_ADDRESS',
      start,
      end: swallowFrom(text, end),
      score: 1,
      rule: 'email',
    })
  }
  while (end > at && !isBoundary(text.charCodeAt(end - 1))) end--
  const domain = text.slice(at + 1, end)
  if (!isHost(domain) || isRepositoryLogin(text, start, at, end)) return
  context.emit({ type: 'EMAIL_ADDRESS', start, end, score: 1, rule: 'email' })
}

function swallowFrom(text: string, from: number): number {
  let end = from
  while (end < text.length && isDomain(text.charCodeAt(end))) end++
  return end
}

/** How much of a piece still belongs to an address longer than the horizon. */
export function swallowEmail(piece: string): number {
  return swallowFrom(piece, 0)
}

function isHost(domain: string): boolean {
  const labels = domain.split('.')
  const top = labels.at(-1) ?? ''
  if (labels.length < 2 || NOT_DOMAINS.has(top.toLowerCase())) return false
  if (!/^(?:[a-z\u00c0-\u024f\u0370-\u052f]{2,24}|xn--[a-z0-9-]{2,59})$/i.test(top)) return false
  return labels.every((label) => label !== '' && label.length <= 63 && !label.startsWith('-'))
}

/** `git@host:path` names a repository. */
function isRepositoryLogin(text: string, start: number, at: number, end: number): boolean {
  return text.charCodeAt(end) === 0x3a && text.slice(start, at) === 'git'
}

/** Past leading punctuation and the letter of an escape, unless that is all there is. */
function trimmedStart(text: string, from: number, at: number): number {
  let start = from
  while (start < at && !isBoundary(text.charCodeAt(start))) start++
  const word = afterEscape(text, start)
  return word < at ? word : start
}

function isBoundary(unit: number): boolean {
  return isAlphanumeric(unit) || isForeignLetter(unit) || unit === 0x5f
}

function isLocal(unit: number): boolean {
  return (
    isBoundary(unit) ||
    (unit >= 0x2b && unit <= 0x2e && unit !== 0x2c) ||
    unit === 0x25 ||
    unit === 0x27
  )
}

function isDomain(unit: number): boolean {
  return (
    isLetter(unit) ||
    (unit >= 0x30 && unit <= 0x39) ||
    unit === 0x2d ||
    unit === 0x2e ||
    isForeignLetter(unit)
  )
}
