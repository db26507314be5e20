import { describe, expect, test } from 'vitest'

import { examplesOf, readLabel } from './label.ts'
import { mergeLabels, readLabelInput } from './merge-labels.ts'

describe('label files', () => {
  test('one line per model and wide lines become one label, the later score counts', async () => {
    const merged = await mergeLabels(
      [
        {
          id: 'r1',
          prompt: 'Hi there',
          model: 'a/x',
          score: 0.2,
          input_tokens: 3,
          output_tokens: 5,
        },
        { prompt: 'hi, THERE!', scores: { 'a/x': 0.9, 'b/y': 1 }, costs: { 'b/y': 0.002 } },
        { prompt: 'hi there', model: 'c/z', score: 0, p: 0.1 },
      ].map(readLabelInput),
    )
    expect(merged).toHaveLength(1)
    expect(merged[0]).toMatchObject({
      id: 'r1',
      prompt: 'Hi there',
      scores: { 'a/x': 0.9, 'b/y': 1, 'c/z': 0 },
      costs: { 'b/y': 0.002 },
      tokens: { 'a/x': [3, 5] },
      p: { 'c/z': 0.1 },
    })
    expect(readLabel(JSON.parse(JSON.stringify(merged[0])))).toEqual(merged[0])
  })

  test.each([
    [{ prompt: 'x', model: 'a', score: 2 }, 'score'],
    [{ prompt: 'x', model: 'a', score: 1, colour: 'red' }, 'colour'],
    [{ prompt: 'x', scores: { a: -1 } }, 'scores.a'],
    [{ model: 'a', score: 1 }, 'prompt'],
  ])('says what is wrong with %j', (line, word) => {
    expect(() => readLabelInput(line)).toThrow(word)
  })

  test('a label without text keeps its features and nothing of the text', async () => {
    const [label] = await mergeLabels(
      [readLabelInput({ prompt: 'a very private prompt', scores: { a: 1 } })],
      { hashOnly: true },
    )
    expect(JSON.stringify(label)).not.toContain('private')
    const kept = examplesOf(label === undefined ? [] : [label]).rows[0]
    const [open] = await mergeLabels([
      readLabelInput({ prompt: 'a very private prompt', scores: { a: 1 } }),
    ])
    const read = examplesOf(open === undefined ? [] : [open]).rows[0]
    expect(kept?.features.buckets).toEqual(read?.features.buckets)
    expect(kept?.characters).toBe(read?.characters)
  })

  test('a missing score is no zero, a rare choice counts more, an old label half', () => {
    const { models, rows } = examplesOf(
      [
        {
          v: 1,
          id: '1',
          hash: '0123456789abcdef',
          prompt: 'x',
          scores: { b: 1 },
          p: { b: 0.01 },
          tokens: { a: [10, 2] },
          ts: '2026-01-01T00:00:00Z',
        },
        { v: 1, id: '2', hash: '0123456789abcdee', prompt: 'y', scores: { a: 0 } },
      ],
      { now: Date.parse('2026-04-01T00:00:00Z'), price: (_, input, output) => input + output },
    )
    expect(models).toEqual(['a', 'b'])
    expect(rows[0]?.scores).toEqual(Float64Array.of(NaN, 1))
    expect(rows[0]?.costs).toEqual(Float64Array.of(12, NaN))
    expect(rows[0]?.weights[1]).toBeCloseTo(10, 6)
  })
})
