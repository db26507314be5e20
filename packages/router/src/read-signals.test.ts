import { describe, expect, test } from 'vitest'

import { indexSignals, TextSignals } from './read-signals.ts'

const index = indexSignals()
const read = (text: string): TextSignals => new TextSignals(text, index)

describe('language', () => {
  test.each([
    ['What is the capital of France? Please answer with one word.', 'en'],
    ['Bitte fasse das zusammen, es ist nicht dringend.', 'de'],
    ['这份文件说了什么？', 'zh'],
    ['この文書は何について書かれていますか', 'ja'],
    ['이 문서는 무엇에 관한 것입니까', 'ko'],
    ['О чём этот документ?', 'ru'],
    ['12345', null],
  ])('%s is %s', (text, language) => {
    expect(read(text).language).toBe(language)
  })

  test('a Chinese word in an English text does not make it Chinese', () => {
    const text = 'What does 你好 mean, and with what tone is it spoken in the north of the country?'
    expect(read(text).language).toBe('en')
  })
})

test('code, difficulty and mood are told apart', () => {
  const code = read('```ts\nfunction add(a, b) { return a + b };\n```')
  const plain = read('Hi there')
  const hard = read('Analyse the trade-off step by step, compare both, and prove why it holds.')
  const angry = read('This is terrible and unacceptable. I want a refund!')
  expect([code.code, plain.code]).toEqual([true, false])
  expect(hard.complexity).toBeGreaterThan(0.5)
  expect(plain.complexity).toBeLessThan(0.1)
  expect(angry.sentiment).toBeLessThan(-0.9)
  expect(read('Thanks, great work').sentiment).toBeGreaterThan(0.5)
})

test('the middle of a long text is not read', () => {
  const filler = 'x'.repeat(3000)
  expect(read(`${filler} terrible ${filler}`).sentiment).toBe(0)
  expect(read(`${filler} terrible`).sentiment).toBeLessThan(0)
})
