import { describe, expect, test } from 'vitest'

import { learningSets, measureSet } from './learning-table.ts'

const setOf = (name: string) => {
  const draw = learningSets[name]
  if (draw === undefined) throw new TypeError(`There is no set "${name}".`)
  return draw
}

describe('sets in the manner of public ones', () => {
  test('weak or strong for questions of 57 subjects that nobody names', async () => {
    const figures = await measureSet(setOf('two models, choices'), { seed: 1, labels: 2000 })
    // Of 0.687 that words allow; 0.5 is chance.
    expect(figures.apgr).toBeGreaterThan(0.585)
    expect(figures.gain).toBeGreaterThan(1.2)
    expect(figures.gain).toBeGreaterThan(figures.gainOfTable + 0.5)
    expect(figures.unchanged).toBeGreaterThanOrEqual(0.9)
  }, 60_000)

  test('eleven models where the task is known: little is lost against task means', async () => {
    const figures = await measureSet(setOf('eleven models, tasks known'), { seed: 1, labels: 300 })
    expect(figures.gain).toBeGreaterThan(figures.gainOfTable - 0.3)
    expect(figures.c95).toBeLessThan(16)
    expect(figures.unchanged).toBeGreaterThanOrEqual(0.9)
  }, 60_000)

  test('eleven models where nobody says the task: words tell most of it', async () => {
    const figures = await measureSet(setOf('eleven models, tasks unknown'), {
      seed: 1,
      labels: 600,
    })
    expect(figures.gain).toBeGreaterThan(0.75 * figures.gainToKnow)
    expect(figures.gainOfTable).toBeLessThan(0.2 * figures.gainToKnow)
    expect(figures.unchanged).toBeGreaterThanOrEqual(0.9)
  }, 60_000)
})
