import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { EMPTY_PROMPT, readText, type Prompt } from './prompt.ts'
import { countChunks, pieces, sumUsage, writeScript } from './script.ts'

const tools = [
  { name: 'a', schema: { type: 'object', properties: { x: { type: 'integer' } } } },
  { name: 'b', schema: undefined },
]
const prompt: Prompt = { ...EMPTY_PROMPT, text: 'hello', inputTokens: 100 }

describe('writeScript', () => {
  test('gives the same answer for a seed and prompt, another for another', () => {
    const text = (seed: string, words: string): string =>
      writeScript({ ...prompt, text: words }, {}, seed).text.join('')
    expect(text('1', 'hello')).toBe(text('1', 'hello'))
    expect(text('1', 'hello')).not.toBe(text('2', 'hello'))
    expect(text('1', 'hello')).not.toBe(text('1', 'bye'))
    expect(text('1', 'hello')).toMatch(/^\[DEMO\] /u)
  })

  test('has as many pieces as tokens are wished', () => {
    const { text, usage } = writeScript(prompt, { tokens: 200 }, '1')
    expect([text.length, usage.output]).toEqual([200, 200])
  })

  test('keeps the buckets of wished usage apart', () => {
    const knobs = { usage: '1000,200', cached: 300, written: 50, reasoning: 20 }
    expect(writeScript(prompt, knobs, '1').usage).toEqual({
      input: 650,
      cacheRead: 300,
      cacheWrite: 50,
      output: 180,
      reasoning: 20,
    })
  })

  test('spreads wished output over no more than one of several answers', () => {
    const scripts = [0, 1].map((salt) => writeScript(prompt, { usage: '9,7' }, '1', salt))
    expect(sumUsage(scripts)).toMatchObject({ input: 9, output: 7 })
  })

  test('calls the wished number of tools, in turn', () => {
    const { calls, finish } = writeScript({ ...prompt, tools }, { tools: 3 }, '1')
    expect(calls.map(({ name, input }) => [name, input])).toEqual([
      ['a', { x: 1 }],
      ['b', {}],
      ['a', { x: 1 }],
    ])
    expect(finish).toBe('tool-calls')
  })

  test.each<[string, Partial<Prompt>, number]>([
    ['a named choice', { choice: { names: ['b'] } }, 1],
    ['a required choice', { choice: 'required' }, 1],
    ['no parallel calls', { parallel: false, choice: 'required' }, 1],
    ['a free choice', {}, 0],
  ])('with %s and no knob makes the right number of calls', (_, change, count) => {
    expect(writeScript({ ...prompt, tools, ...change }, {}, '1').calls).toHaveLength(count)
  })

  test('answers in words once the results are there, and counts them', () => {
    const script = writeScript({ ...prompt, tools, toolResults: 2 }, { tools: 2 }, '1')
    expect(script.calls).toEqual([])
    expect(script.text.join('')).toContain('2 tool results')
  })

  test('stops at the token limit, reasoning counted in', () => {
    const script = writeScript({ ...prompt, maxTokens: 15, thinking: true }, {}, '1')
    expect([script.text.length, script.finish, script.usage]).toMatchObject([
      3,
      'length',
      { output: 3, reasoning: 12 },
    ])
  })

  test('stops before a stop sequence and names it', () => {
    const script = writeScript({ ...prompt, stops: ['no', 'xyz'] }, { text: 'abcdefxyz' }, '1')
    expect([script.text.join(''), script.finish, script.stopSequence]).toEqual([
      'abcdef',
      'stop-sequence',
      'xyz',
    ])
  })

  test('answers a schema with matching JSON and JSON mode with an object', () => {
    const json = (schema: unknown): unknown =>
      JSON.parse(writeScript({ ...prompt, json: { schema } }, {}, '1').text.join(''))
    expect(json({ type: 'object', properties: { n: { type: 'integer' } } })).toEqual({ n: 1 })
    expect(json(undefined)).toMatchObject({ demo: true })
  })

  test.each([
    [{ refuse: 1 }, 'refusal'],
    [{ filter: 1 }, 'filter'],
    [{ finish: 'length' }, 'length'],
  ] as const)('%j finishes with %s', (knobs, finish) => {
    expect(writeScript({ ...prompt, tools, choice: 'required' }, knobs, '1').finish).toBe(finish)
  })
})

test('several answers share one input', () => {
  const scripts = [0, 1].map((salt) => writeScript(prompt, { tokens: 5 }, '1', salt))
  expect(sumUsage(scripts)).toMatchObject({ input: 100, output: 10 })
  expect(countChunks(...scripts)).toBe(10)
})

test('pieces lose nothing of any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      expect(pieces(text).join('')).toBe(text)
    }),
  )
})

test('pieces never split a character', () => {
  const text = 'añ😀😀😀b'
  expect(pieces(text)).toEqual(['añ😀😀', '😀b'])
  expect(pieces('')).toEqual([])
})

test('readText counts text by four characters and media at a flat rate', () => {
  expect(readText('12345678', [{ text: 'abcd' }]).inputTokens).toBe(3)
  expect(readText({ data: 'x'.repeat(10_000) }).inputTokens).toBe(258)
})
