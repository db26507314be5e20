import { describe, expect, test } from 'vitest'

import { fill } from './fill.ts'
import { createRandom } from './random.ts'

const phrases = new Map([
  ['colour', ['red', '[light|dark] {tone}']],
  ['tone', ['blue']],
])
const all = (template: string) => {
  const random = createRandom(1)
  return new Set(Array.from({ length: 200 }, () => fill(template, phrases, random)))
}

describe('a template', () => {
  test('takes one part of each choice, the inner ones first', () => {
    expect(all('[a|b [c|d]|]')).toEqual(new Set(['a', 'b c', 'b d', '']))
  })

  test('takes phrases that hold choices and slots themselves', () => {
    expect(all('{colour}!')).toEqual(new Set(['red!', 'light blue!', 'dark blue!']))
  })

  test('keeps doubled braces, brackets without a choice and slots nobody knows', () => {
    expect(all(String.raw`{{"a": [1]}}\n{unknown}`)).toEqual(new Set(['{"a": [1]}\n{unknown}']))
  })

  test('ends where phrases name each other', () => {
    const circle = new Map([
      ['a', ['{b}']],
      ['b', ['{a}']],
    ])
    expect(fill('{a}', circle, createRandom(1))).toMatch(/^\{[ab]\}$/)
  })
})
