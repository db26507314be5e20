import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { indexSignals } from '../read-signals.ts'
import { RequestFacts } from '../request-facts.ts'
import type { RouteRequest } from '../route-request.ts'
import { compileExpression } from './compile-expression.ts'
import { ExpressionError } from './expression-error.ts'
import { tokenize } from './tokenize.ts'

const signals = indexSignals()

function holds(source: string, request: Partial<RouteRequest> = {}): boolean {
  const facts = new RequestFacts(
    { kind: 'chat', model: 'm', inputTokens: 1000, ...request },
    'm',
    Date.UTC(2026, 10, 24, 18),
    signals,
  )
  return compileExpression(source)(facts)
}

function faultIn(source: string): ExpressionError | undefined {
  try {
    compileExpression(source)
  } catch (error) {
    if (error instanceof ExpressionError) return error
    throw error
  }
  return undefined
}

describe('conditions', () => {
  test.each([
    ["language == 'zh'", true],
    ["language != 'zh'", false],
    ["task == 'x'", false],
    ["task != 'x'", false],
    ["not task == 'x'", true],
    ['tokens >= 1000 and tokens < 1001', true],
    ["tags in ['beta', 'gold']", true],
    ["tags == 'beta' or tools", true],
    ["tags like 'b*'", true],
    ["tags like 'z*'", false],
    ["metadata.team == 'a.b' and (stream or not pdf)", true],
    ['metadata.none == null', false],
    ['hour == 18 and weekday == 2', true],
    ['tools', false],
    ['true', true],
    ['tokens > -1', true],
    ["'a' == 'a'", true],
  ])('%s is %s', (source, expected) => {
    const meta = { language: 'zh', tags: ['beta'], metadata: { team: 'a.b' } }
    expect(holds(source, { meta })).toBe(expected)
  })

  test('metadata does not reach into prototypes', () => {
    expect(holds("metadata.constructor like '*'", { meta: { metadata: {} } })).toBe(false)
  })

  test('text is read where metadata is silent, and never against it', () => {
    const text = '请把这份合同翻译成英文，并说明其中的风险。'
    expect(holds("language == 'zh'", { text })).toBe(true)
    expect(holds("language == 'zh'", { text, meta: { language: 'en' } })).toBe(false)
  })
})

describe('faults point at their place', () => {
  test.each([
    ["langage == 'zh'", 1, 1, 0],
    ["language == 'zh' and\n  tokens >> 3", 2, 11, 31],
    ["language == 'zh", 1, 13, 12],
    ["language in ['zh' 'de']", 1, 19, 18],
    ['(tools', 1, 7, 6],
    ['tools and', 1, 10, 9],
    ['language like zh', 1, 15, 14],
    ['tools; stream', 1, 6, 5],
  ])('%s', (source, line, column, offset) => {
    expect(faultIn(source)).toMatchObject({ line, column, offset })
  })

  test('a condition of more than 64 parts is refused', () => {
    expect(() => compileExpression(Array(40).fill('tools').join(' and '))).toThrow(/64 parts/)
  })

  test('an unknown name says which there are', () => {
    expect(faultIn('tokns > 1')?.message).toContain('tokens')
  })

  test('whatever is written either compiles or fails within its own text', () => {
    const word = fc.constantFrom(
      'tokens',
      'tools',
      'and',
      'or',
      'not',
      '(',
      ')',
      '[',
      ',',
      "'a'",
      '3',
      '==',
      'in',
      'like',
      '<',
      '\n',
      '§',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(word).map((words) => words.join(' ')),
        ),
        (source) => {
          const fault = faultIn(source)
          const before = source.slice(0, fault?.offset ?? 0).split('\n')
          const place = { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
          expect(fault ?? place).toMatchObject(place)
          expect(fault?.offset ?? 0).toBeLessThanOrEqual(source.length)
        },
      ),
    )
  })

  test('tokens lie where they say', () => {
    const source = "language  == 'zh' and tokens <= 12.5"
    const plain = tokenize(source).filter(({ type }) => type !== 'text')
    expect(plain.map(({ value, offset }) => source.slice(offset, offset + value.length))).toEqual(
      plain.map(({ value }) => value),
    )
  })
})
