/** Where a member of the outermost object stands in its text; `end` is past the comma behind it. */
export interface Span {
  readonly start: number
  readonly valueStart: number
  readonly valueEnd: number
  readonly end: number
}

/**
 * The members of the outermost object of valid JSON text. `undefined` when a key occurs twice or is
 * written with an escape: a provider might then read another value than the one that was checked.
 */
export function topLevelSpans(text: string): ReadonlyMap<string, Span> | undefined {
  const spans = new Map<string, Span>()
  let at = skipSpace(text, 0)
  if (text[at] !== '{') return undefined
  at = skipSpace(text, at + 1)
  while (at < text.length && text[at] !== '}') {
    const start = at
    const keyEnd = endOfString(text, at)
    const key = text.slice(start + 1, keyEnd - 1)
    if (key.includes('\\') || spans.has(key)) return undefined
    const valueStart = skipSpace(text, skipSpace(text, keyEnd) + 1)
    const valueEnd = endOfValue(text, valueStart)
    at = skipSpace(text, valueEnd)
    if (text[at] === ',') at = skipSpace(text, at + 1)
    spans.set(key, { start, valueStart, valueEnd, end: at })
  }
  return spans
}

function skipSpace(text: string, from: number): number {
  let at = from
  while (isSpace(text.charCodeAt(at))) at++
  return at
}

/** JSON knows four kinds. */
function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9
}

function endOfString(text: string, quote: number): number {
  let at = quote
  do {
    at = text.indexOf('"', at + 1)
    if (at === -1) return text.length
  } while (isEscaped(text, at))
  return at + 1
}

function isEscaped(text: string, quote: number): boolean {
  let slashes = 0
  while (text[quote - 1 - slashes] === '\\') slashes++
  return slashes % 2 === 1
}

function endOfValue(text: string, from: number): number {
  const first = text[from]
  if (first === '"') return endOfString(text, from)
  if (first !== '{' && first !== '[') {
    const end = text.slice(from, from + 400).search(/[,}\s]/)
    return end === -1 ? text.length : from + end
  }
  let depth = 0
  const structural = /["{}[\]]/g
  structural.lastIndex = from
  for (let hit = structural.exec(text); hit !== null; hit = structural.exec(text)) {
    if (hit[0] === '"') structural.lastIndex = endOfString(text, hit.index)
    else if (hit[0] === '{' || hit[0] === '[') depth++
    else if (--depth === 0) return hit.index + 1
  }
  return text.length
}
