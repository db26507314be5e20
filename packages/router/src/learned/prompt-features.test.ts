import { describe, expect, test } from 'vitest'

import { normalForm, promptHash } from './normal-form.ts'
import { promptFeatures } from './prompt-features.ts'

function shared(a: string, b: string): number {
  const first = new Set(promptFeatures(a).buckets)
  return [...promptFeatures(b).buckets].filter((bucket) => first.has(bucket)).length
}

describe('what is read of a prompt', () => {
  test('words and pairs of words, each bucket once and in order', () => {
    const { buckets, values } = promptFeatures('red red blue')
    expect(buckets).toHaveLength(4)
    expect([...buckets]).toEqual([...buckets].toSorted((a, b) => a - b))
    expect([...values].toSorted((a, b) => a - b).at(-1)).toBeCloseTo(1 + Math.log(2), 6)
  })

  test('case does not matter, order does', () => {
    expect(shared('Hello big World', 'hello BIG world')).toBe(5)
    expect(shared('big world', 'world big')).toBe(2)
  })

  test('scripts without spaces are read sign by sign', () => {
    expect(shared('退款政策', '政策退款')).toBe(6)
  })

  test('only head and tail of a long prompt count', () => {
    const long = `${'a '.repeat(2000)}needle ${'b '.repeat(2000)}`
    expect(shared(long, 'needle')).toBe(0)
  })

  test('blocks of a harness are not the prompt', () => {
    const { buckets } = promptFeatures('<system-reminder>do not\nforget</system-reminder>hello')
    expect(buckets).toEqual(promptFeatures('hello').buckets)
  })

  test('task and language count as words of their own', () => {
    expect(promptFeatures('x', { task: 'support', language: 'de' }).buckets).toHaveLength(3)
  })

  test('fifteen finite numbers, whatever the text', () => {
    for (const text of ['', ' ', 'Why?', '```js\nlet x = 1;\n```', 'A) x\nB) y', 'Привет', '漢字'])
      for (const number of promptFeatures(text).dense) expect(Number.isFinite(number)).toBe(true)
    expect(promptFeatures('a').dense).toHaveLength(15)
  })
})

describe('the normal form', () => {
  test('keeps letters of every script', () => {
    expect(normalForm(' Hello,  WORLD! 你好。')).toBe('hello world 你好')
  })

  test('has a hash of 16 hex digits', async () => {
    expect(await promptHash(normalForm('Hello'))).toBe('2cf24dba5fb0a30e')
  })
})
