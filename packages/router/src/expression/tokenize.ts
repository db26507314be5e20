import { ExpressionError } from './expression-error.ts'

/** A piece of an expression and where it starts. */
export interface Token {
  readonly type: 'word' | 'text' | 'number' | 'sign' | 'end'
  readonly value: string
  readonly offset: number
}

const signs: ReadonlySet<string> = new Set([
  '==',
  '!=',
  '<=',
  '>=',
  '<',
  '>',
  '(',
  ')',
  '[',
  ']',
  ',',
])

/** Cuts an expression into tokens in one pass. */
export function tokenize(source: string): readonly Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < source.length) {
    const token = readToken(source, at)
    if (token !== undefined) tokens.push(token.token)
    at = token?.end ?? at + 1
  }
  tokens.push({ type: 'end', value: '', offset: source.length })
  return tokens
}

function readToken(source: string, offset: number): { token: Token; end: number } | undefined {
  const char = source.charAt(offset)
  if (char === ' ' || char === '\t' || char === '\n' || char === '\r') return undefined
  if (char === "'" || char === '"') return readText(source, offset, char)
  if (isDigit(char) || (char === '-' && isDigit(source.charAt(offset + 1))))
    return readNumber(source, offset)
  if (isLetter(char)) {
    const end = endOf(source, offset, (c) => isLetter(c) || isDigit(c) || c === '.' || c === '-')
    return { token: { type: 'word', value: source.slice(offset, end), offset }, end }
  }
  for (const length of [2, 1]) {
    const value = source.slice(offset, offset + length)
    if (signs.has(value)) return { token: { type: 'sign', value, offset }, end: offset + length }
  }
  throw new ExpressionError(`Unexpected "${char}"`, source, offset)
}

function readText(source: string, offset: number, quote: string): { token: Token; end: number } {
  const close = source.indexOf(quote, offset + 1)
  if (close < 0) throw new ExpressionError('This text is never closed', source, offset)
  return {
    token: { type: 'text', value: source.slice(offset + 1, close), offset },
    end: close + 1,
  }
}

function readNumber(source: string, offset: number): { token: Token; end: number } {
  const end = endOf(source, offset + 1, (c) => isDigit(c) || c === '.')
  const value = source.slice(offset, end)
  if (!Number.isFinite(Number(value)))
    throw new ExpressionError(`"${value}" is no number`, source, offset)
  return { token: { type: 'number', value, offset }, end }
}

function endOf(source: string, from: number, belongs: (char: string) => boolean): number {
  let end = from
  while (end < source.length && belongs(source.charAt(end))) end++
  return end
}

function isDigit(char: string): boolean {
  return char >= '0' && char <= '9'
}

function isLetter(char: string): boolean {
  return (char >= 'a' && char <= 'z') || (char >= 'A' && char <= 'Z') || char === '_'
}
