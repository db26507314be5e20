import { describe, expect, test } from 'vitest'

import { profileThresholds } from './assess.ts'
import { jointScore } from './joint-score.ts'
import { ruleScore } from './sum-hits.ts'

const verdict = (score: number, doubts = false) => ({ score, doubts, start: 0, end: 1 })

describe('the score of rules and model', () => {
  test('is what the model says of a text that does not alarm the rules', () => {
    expect(jointScore(2, verdict(0.1))).toBe(0.1)
    expect(jointScore(0, verdict(0.9, true))).toBe(0.9)
  })

  test('is the alarm at least where the rules alarm, and more where the model does', () => {
    expect(jointScore(2.5, verdict(0.2))).toBe(profileThresholds.balanced)
    expect(jointScore(2.5, verdict(0.8))).toBe(0.8)
  })

  test('falls below the alarm where the model doubts a weak one, for all but strict profiles', () => {
    const score = jointScore(3, verdict(0.01, true))
    expect(score).toBeLessThan(profileThresholds.balanced)
    expect(score).toBeGreaterThanOrEqual(profileThresholds.strict)
  })

  test('leaves strong alarms to the rules', () => {
    expect(jointScore(5, verdict(0.01, true))).toBe(ruleScore(5))
  })

  test('is that of a model which weighs the alarms of rules itself', () => {
    expect(jointScore(5, { ...verdict(0.01, true), joint: 0.3 })).toBe(0.3)
    expect(jointScore(5, { ...verdict(0.2, true), joint: 0.7 })).toBe(0.7)
    expect(jointScore(2, { ...verdict(0.2), joint: 0.7 })).toBe(0.2)
  })
})
