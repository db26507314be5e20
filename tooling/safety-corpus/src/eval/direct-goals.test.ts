import { createInjectionDetector } from '@signalbox/safety/injection'
import { describe, expect, test } from 'vitest'

import { alarmShare } from './held-out-figures.ts'

const rules = createInjectionDetector()

/** Rules alone; half of each file was never read while they were written. */
const found: readonly (readonly [file: string, share: number])[] = [
  ['unseen/direct.txt', 0.77],
  ['unseen/multilingual.txt', 0.97],
  ['unseen/wild-attacks.txt', 0.77],
  ['unseen/wild-multilingual.txt', 0.95],
]
const alarming: readonly (readonly [file: string, share: number])[] = [
  ['held-out/benign.txt', 0.015],
  ['unseen/benign.txt', 0.045],
  ['unseen/wild-benign.txt', 0.03],
]

describe('attacks of users, and texts that only look like them', () => {
  test.each(found)('of %s rules find at least %d', (file, share) => {
    expect(alarmShare(rules, file)).toBeGreaterThanOrEqual(share)
  })

  test.each(alarming)('of %s rules take at most %d for attacks', (file, share) => {
    expect(alarmShare(rules, file)).toBeLessThanOrEqual(share)
  })
})
