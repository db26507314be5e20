import { isGluedLeft } from '../pii/characters.ts'
import { createLiteralScan } from '../prefilter/aho-corasick.ts'
import { githubChecksum, hasHeaderKey, isPlaceholder } from './secret-checks.ts'
import { HORIZON, type SecretFinder, type SecretMatch } from './secret-match.ts'
import { secretRules, type SecretRule } from './secret-rules.ts'

/** What a token of a long format must show before the rest of it is taken unseen. */
const LEAST_BODY = 20

const CHECKED = /^(?:gh[opus]|npm)_[A-Za-z0-9]{36}$/

interface Anchor {
  readonly rule: SecretRule
  /** How far before the literal the token begins. */
  readonly back: number
}

/** Finds tokens by the literal they begin with. */
export function createTokenFinder(): SecretFinder {
  const anchors: Anchor[] = []
  const literals: string[] = []
  for (const rule of secretRules) {
    for (const prefix of rule.prefixes) {
      anchors.push({ rule, back: 0 })
      literals.push(prefix)
    }
    for (const [literal, back] of rule.inside) {
      anchors.push({ rule, back })
      literals.push(literal)
    }
  }
  const scan = createLiteralScan(literals)
  return {
    find(text, emit) {
      scan(text, (literal, at) => {
        const anchor = anchors[literal]
        if (anchor === undefined) return
        const match = judge(text, at - anchor.back, literals[literal] ?? '', anchor)
        if (match !== undefined) emit(match)
      })
    },
    hold(text) {
      let start = text.length
      const least = Math.max(0, text.length - HORIZON)
      while (start > least && isTokenUnit(text.charCodeAt(start - 1))) start--
      return start
    },
  }
}

function judge(
  text: string,
  start: number,
  literal: string,
  { rule, back }: Anchor,
): SecretMatch | undefined {
  if (start < 0 || isGluedLeft(text, start)) return undefined
  const end = rule.isLong ? tokenEnd(text, start) : 0
  if (end - start > HORIZON) {
    const head = text.slice(start, start + HORIZON)
    if (HORIZON - back - literal.length < LEAST_BODY || !isLongToken(head, rule)) return undefined
    return { start, end, rule: rule.id, score: 1 }
  }
  rule.pattern.lastIndex = start
  const token = rule.pattern.exec(text)?.[0]
  if (token === undefined || token.length > HORIZON) return undefined
  const after = start + token.length
  if (isWordUnit(text.charCodeAt(after)) || isPlaceholder(token)) return undefined
  if (rule.isValid?.(token) === false) return undefined
  return { start, end: after, rule: rule.id, score: isSure(token) ? 1 : 0.7 }
}

/** Tokens with a checksum that does not fit are examples, or of a format newer than this one. */
function isSure(token: string): boolean {
  return !CHECKED.test(token) || githubChecksum(token)
}

/** Long formats are judged on what a stream has seen of them. */
function isLongToken(head: string, rule: SecretRule): boolean {
  if (isPlaceholder(head)) return false
  if (rule.id === 'jwt') return hasHeaderKey(head.split('.', 1)[0] ?? '')
  return rule.head === undefined || rule.head.test(head)
}

function tokenEnd(text: string, start: number): number {
  let end = start
  while (end < text.length && isTokenUnit(text.charCodeAt(end))) end++
  return end
}

/** How much of a piece still belongs to a token longer than the horizon. */
export function swallowToken(piece: string): number {
  return tokenEnd(piece, 0)
}

function isTokenUnit(unit: number): boolean {
  if (isWordUnit(unit)) return true
  // $ % + - . / : = ~
  return (
    unit === 0x24 ||
    unit === 0x25 ||
    unit === 0x2b ||
    (unit >= 0x2d && unit <= 0x2f) ||
    unit === 0x3a ||
    unit === 0x3d ||
    unit === 0x7e
  )
}

function isWordUnit(unit: number): boolean {
  const lower = unit | 0x20
  return (unit >= 0x30 && unit <= 0x39) || (lower >= 0x61 && lower <= 0x7a) || unit === 0x5f
}
