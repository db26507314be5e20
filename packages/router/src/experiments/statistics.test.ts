import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { seededRandom } from '../../test-support/seeded-random.ts'
import { DifferenceSequence } from './difference-sequence.ts'
import { Guardrail } from './guardrail.ts'

const lookEvery = 50

describe('the guardrail', () => {
  test('its recursion is its closed form', () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { maxLength: 300 }),
        fc.double({ min: 0.02, max: 0.98, noNaN: true }),
        (events, share) => {
          const guard = new Guardrail(share)
          for (const isTreated of events) guard.add(isTreated, share)
          const [a, b] = [2 * share + 1, 2 * (1 - share) + 1]
          const [n, k] = [guard.events, guard.treated]
          const closed =
            logBeta(k + a, n - k + b) -
            logBeta(a, b) -
            k * Math.log(share) -
            (n - k) * Math.log(1 - share)
          expect(guard.logEvidence).toBeCloseTo(closed, 7)
        },
      ),
    )
  })

  test('of 400 equal pairs, looked at every 50 requests, at most 5 % are called harmful', () => {
    let wrong = 0
    for (let run = 0; run < 400; run++) {
      const random = seededRandom(run + 1)
      const guard = new Guardrail(0.1)
      for (let i = 1; i <= 5000; i++) {
        const isTreated = random() < 0.1
        if (random() < 0.02) guard.add(isTreated, 0.1)
        if (i % lookEvery === 0 && guard.harms(0.05)) {
          wrong++
          break
        }
      }
    }
    expect(wrong).toBeLessThanOrEqual(20)
  })

  test('a ramp of the treatment fools it no more', () => {
    let wrong = 0
    for (let run = 0; run < 200; run++) {
      const random = seededRandom(run + 1000)
      const guard = new Guardrail(0.01)
      let harmed = false
      for (let i = 1; i <= 5000; i++) {
        const share = 0.01 + (0.49 * i) / 5000
        if (random() < 0.03) guard.add(random() < share, share)
        if (i % lookEvery === 0) harmed ||= guard.harms(0.05)
      }
      if (harmed) wrong++
    }
    expect(wrong).toBeLessThanOrEqual(10)
  })

  test('errors that go from 1 to 5 % in a tenth of the traffic are found in 1,500 requests', () => {
    const found = Array.from({ length: 101 }, (_, run) => {
      const random = seededRandom(run + 7)
      const guard = new Guardrail(0.1)
      let i = 0
      while (i < 20_000) {
        i++
        const isTreated = random() < 0.1
        if (random() < (isTreated ? 0.05 : 0.01)) guard.add(isTreated, 0.1)
        if (guard.harms(0.05)) break
      }
      return i
    })
    expect(median(found)).toBeLessThanOrEqual(1500)
  })
})

describe('the confidence sequence', () => {
  test('of 400 equal pairs, looked at every 50 units, at most 5 % differ', () => {
    let wrong = 0
    for (let run = 0; run < 400; run++) {
      const random = seededRandom(run + 31)
      const sequence = new DifferenceSequence(0.05, 0.5)
      for (let i = 1; i <= 5000; i++) {
        sequence.add(random() < 0.1, 0.1, random() < 0.7 ? 1 : 0)
        if (i % lookEvery !== 0) continue
        const difference = sequence.read()
        if (difference === undefined || (difference.lower <= 0 && difference.upper >= 0)) continue
        wrong++
        break
      }
    }
    expect(wrong).toBeLessThanOrEqual(20)
  })

  test('a real difference is inside and found', () => {
    const random = seededRandom(5)
    const sequence = new DifferenceSequence(0.05, 0.5)
    for (let i = 0; i < 20_000; i++) {
      const isTreated = random() < 0.5
      sequence.add(isTreated, 0.5, random() < (isTreated ? 0.8 : 0.7) ? 1 : 0)
    }
    const difference = sequence.read()
    expect(difference?.lower).toBeGreaterThan(0)
    expect(difference?.lower).toBeLessThan(0.1)
    expect(difference?.upper).toBeGreaterThan(0.1)
  })

  test('says nothing before there is enough', () => {
    const sequence = new DifferenceSequence(0.05)
    for (let i = 0; i < 500; i++) sequence.add(i % 100 === 0, 0.01, i)
    expect(sequence.read()).toBeUndefined()
  })
})

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN
}

function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b)
}

/** Stirling's series after shifting the argument up. */
function logGamma(x: number): number {
  let shift = 0
  let z = x
  while (z < 15) shift -= Math.log(z++)
  const tail = 1 / (12 * z) - 1 / (360 * z ** 3) + 1 / (1260 * z ** 5)
  return shift + (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + tail
}
