import { globMatches } from '../glob.ts'
import { ExpressionError } from './expression-error.ts'
import { knownPaths, readerOf, type ConditionFacts, type Value } from './paths.ts'
import { tokenize, type Token } from './tokenize.ts'

/** Answers whether a condition holds for a request. */
export type Condition = (facts: ConditionFacts) => boolean

type Read = (facts: ConditionFacts) => Value
type Literal = string | number | boolean | null

const maxNodes = 64

/**
 * Reads a condition such as `language == 'zh' and tokens > 2000`. It can compare and nothing else:
 * no calls, no patterns but `*`, at most 64 nodes. Throws an `ExpressionError` at the first fault.
 */
export function compileExpression(source: string): Condition {
  const tokens = tokenize(source)
  let at = 0
  let nodes = 0

  const condition = either()
  const rest = peek()
  if (rest.type !== 'end') throw fail(`Unexpected "${rest.value}"`, rest)
  return condition

  function either(): Condition {
    let left = both()
    while (takeWord('or')) {
      const [one, other] = [left, both()]
      left = (facts) => one(facts) || other(facts)
    }
    return left
  }

  function both(): Condition {
    let left = negated()
    while (takeWord('and')) {
      const [one, other] = [left, negated()]
      left = (facts) => one(facts) && other(facts)
    }
    return left
  }

  function negated(): Condition {
    count()
    if (takeWord('not')) {
      const inner = negated()
      return (facts) => !inner(facts)
    }
    if (takeSign('(')) {
      const inner = either()
      expectSign(')')
      return inner
    }
    return comparison()
  }

  function comparison(): Condition {
    const start = peek()
    const left = operand()
    const sign = peek()
    if (takeWord('in')) return membership(left)
    if (takeWord('like')) {
      const pattern = take()
      if (pattern.type !== 'text') throw fail('"like" needs a quoted pattern', pattern)
      return (facts) =>
        some(left(facts), (v) => typeof v === 'string' && globMatches(pattern.value, v))
    }
    if (sign.type === 'sign' && comparisons.has(sign.value)) {
      at++
      return compare(sign.value, left, operand())
    }
    if (start.type !== 'word') throw fail('Expected a comparison', sign)
    return (facts) => left(facts) === true
  }

  function membership(left: Read): Condition {
    expectSign('[')
    const list: Literal[] = []
    while (!takeSign(']')) {
      if (list.length > 0) expectSign(',')
      list.push(literal(take()))
    }
    return (facts) => some(left(facts), (v) => list.includes(v))
  }

  function operand(): Read {
    const token = take()
    if (token.type === 'word' && !isConstant(token.value)) {
      count()
      const read = readerOf(token.value)
      if (read === undefined)
        throw fail(`Unknown name "${token.value}"; known are ${knownPaths().join(', ')}`, token)
      return read
    }
    const value = literal(token)
    return () => value
  }

  function literal(token: Token): Literal {
    count()
    if (token.type === 'text') return token.value
    if (token.type === 'number') return Number(token.value)
    if (token.type === 'word' && isConstant(token.value))
      return token.value === 'null' ? null : token.value === 'true'
    throw fail(token.type === 'end' ? 'The expression ends too early' : 'Expected a value', token)
  }

  function peek(): Token {
    return tokens[at] ?? { type: 'end', value: '', offset: source.length }
  }

  function take(): Token {
    const token = peek()
    at++
    return token
  }

  function takeWord(value: string): boolean {
    const token = peek()
    if (token.type !== 'word' || token.value !== value) return false
    at++
    return true
  }

  function takeSign(value: string): boolean {
    const token = peek()
    if (token.type !== 'sign' || token.value !== value) return false
    at++
    return true
  }

  function expectSign(value: string): void {
    if (!takeSign(value)) throw fail(`Expected "${value}"`, peek())
  }

  function count(): void {
    nodes++
    if (nodes > maxNodes) throw fail(`More than ${String(maxNodes)} parts; split the rule`, peek())
  }

  function fail(message: string, token: Token): ExpressionError {
    return new ExpressionError(message, source, token.offset)
  }
}

const comparisons: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>='])

function isConstant(word: string): boolean {
  return word === 'true' || word === 'false' || word === 'null'
}

function some(value: Value, test: (entry: Literal) => boolean): boolean {
  if (value === null) return false
  return isList(value) ? value.some(test) : test(value)
}

function compare(sign: string, left: Read, right: Read): Condition {
  if (sign === '!=') {
    return (facts) => {
      const [one, other] = [left(facts), right(facts)]
      return one !== null && other !== null && !isEqual(one, other)
    }
  }
  if (sign === '==') {
    return (facts) => {
      const [one, other] = [left(facts), right(facts)]
      return one !== null && other !== null && isEqual(one, other)
    }
  }
  return (facts) => {
    const [one, other] = [left(facts), right(facts)]
    if (typeof one !== 'number' || typeof other !== 'number') return false
    if (sign === '<') return one < other
    if (sign === '<=') return one <= other
    return sign === '>' ? one > other : one >= other
  }
}

function isEqual(one: Value, other: Value): boolean {
  if (isList(one)) return typeof other === 'string' && one.includes(other)
  if (isList(other)) return typeof one === 'string' && other.includes(one)
  return one === other
}

function isList(value: Value): value is readonly string[] {
  return Array.isArray(value)
}
