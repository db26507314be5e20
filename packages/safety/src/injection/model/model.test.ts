import { describe, expect, test } from 'vitest'

import { featureCount, textFeatures, windowWords } from './features.ts'
import { createLinearModel, type ModelWeights } from './linear-model.ts'
import { loadInjectionModel } from './load-injection-model.ts'
import { decodeWeights, encodeWeights } from './weight-codec.ts'
import { createWindowReader } from './window-features.ts'

/** A model that only knows one word. */
function knows(word: string): ModelWeights {
  const weights = new Int8Array(featureCount)
  for (const id of textFeatures(word, []).ids.slice(0, 1)) weights[id] = 40
  return { weights, scale: 1, bias: -1, threshold: 0, perLogWindow: 0.05, slope: 1 }
}

const says = (sum: number) => ({ sum, cues: [] })

describe('the linear model', () => {
  test('weights survive their text form', () => {
    const weights = new Int8Array(featureCount)
    for (let at = 0; at < featureCount; at += 977) weights[at] = (at % 91) - 45
    weights[featureCount - 1] = 12
    expect(decodeWeights(encodeWeights(weights))).toEqual(weights)
  })

  test('a longer window is a longer vector, by less than the square root of its words', () => {
    const read = createWindowReader()
    const lengthOf = (words: number) => {
      const text = Array.from({ length: words }, (_, at) => `w${String(at * 7919)}`).join(' ')
      const { values, size } = read(textFeatures(text, []), 0)
      return Math.sqrt(values.slice(0, size).reduce((sum, value) => sum + value * value, 0))
    }
    expect(lengthOf(40) / lengthOf(10)).toBeGreaterThan(1.1)
    expect(lengthOf(40) / lengthOf(10)).toBeLessThan(2)
  })

  test('cues say the same in every language', () => {
    const cue = (start: number, languages: number) =>
      ({ cues: 1, languages, start, end: start + 5, step: 4, sentence: 0 }) as const
    const alike = (text: string, languages: number) => {
      const { ids, offsets } = textFeatures(text, [cue(0, languages), cue(6, languages)])
      return new Set(ids.slice(0, offsets[2]))
    }
    const english = alike('abcde fghij', 1)
    const shared = [...alike('vwxyz klmno', 2)].filter((id) => english.has(id))
    // That a text begins, the cue, and the cue followed by itself.
    expect(shared.length).toBe(3)
  })

  test('a window holds sixty words and no more', () => {
    const words = (count: number) => Array.from({ length: count }, (_, at) => `w${String(at)}`)
    const read = createWindowReader()
    const long = read(textFeatures(words(200).join(' '), []), 0)
    expect(long.size).toBeLessThan(read(textFeatures(words(200).join(' '), []), 30).size * 1.5)
    expect(textFeatures(words(windowWords).join(' '), []).words).toBe(windowWords)
  })

  test('spelled words and bits are no words, a letter or a year is one', () => {
    const wordsOf = (text: string) => textFeatures(text, []).words
    expect(wordsOf('a-c-t a-s a g-u-i-d-e')).toBe(0)
    expect(wordsOf(`please ${'01100001 '.repeat(9)}thank you`)).toBe(3)
    expect(wordsOf('in 2024 i have 3 cats and 2 dogs a b c d e')).toBe(14)
    const { starts, ends } = textFeatures('please 1 2 3 4 5 6 sit down', [])
    expect([...starts].map((start, at) => [start, ends[at]])).toEqual([
      [0, 6],
      [19, 22],
      [23, 27],
    ])
  })

  test('the loudest window decides, and rules make it louder', () => {
    const model = createLinearModel('test', knows('sesame'))
    const filler = 'word '.repeat(200)
    const text = `${filler}sesame ${filler}`
    const verdict = model(text, says(0))
    expect(verdict.score).toBeGreaterThan(0.5)
    expect(text.slice(verdict.start, verdict.end)).toContain('sesame')
    expect(model(filler, says(0)).score).toBeLessThan(0.5)
    expect(model(text, says(3)).score).toBeGreaterThan(verdict.score)
  })

  test('more windows raise the alarm', () => {
    const model = createLinearModel('test', knows('sesame'))
    const short = model('nothing here', says(0)).score
    expect(model('nothing here '.repeat(500), says(0)).score).toBeLessThan(short)
  })

  test('an alarm of rules is doubted where no window is near one of the model', () => {
    const far = createLinearModel('test', { ...knows('sesame'), threshold: 5 })
    expect(far('nothing here', says(3)).doubts).toBe(true)
    expect(far('sesame '.repeat(3), says(3)).doubts).toBe(false)
  })

  test('an empty text has no score', async () => {
    const { user, external } = await loadInjectionModel()
    expect(user('', says(0))).toEqual({ score: 0, start: 0, end: 0, doubts: false })
    expect(external('', says(0))).toEqual({ score: 0, start: 0, end: 0, doubts: true })
  })
})
