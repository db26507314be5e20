import { describe, expect, test } from 'vitest'

import { surfaceOf } from '../test-support/surface-of.ts'
import { createInjectionDetector } from './injection/injection-detector.ts'
import { loadDetectors } from './load-detectors.ts'
import { warmUp } from './warm-up.ts'

/** Processor time of a task in milliseconds. */
function costOf(task: () => unknown): number {
  const before = process.cpuUsage()
  task()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

const text = 'Please compare both offers, and say which of them you would take next week.'

describe('warming up', () => {
  test('leaves little to do for the first text', () => {
    // The code itself is warm by then: what is compared is what a detector makes for itself.
    Array.from(warmUp([createInjectionDetector()]))
    const cold = createInjectionDetector()
    const warm = createInjectionDetector()
    Array.from(warmUp([warm]))
    const first = costOf(() => cold.scan(surfaceOf(text), {}))
    expect(costOf(() => warm.scan(surfaceOf(text), {}))).toBeLessThan(first / 3)
  })

  test('is done in many pieces, none of them most of the work', () => {
    Array.from(warmUp([createInjectionDetector()]))
    const steps = warmUp([createInjectionDetector()])
    const costs: number[] = []
    const hasNext = () => {
      let isDone: boolean | undefined
      costs.push(
        costOf(() => {
          isDone = steps.next().done
        }),
      )
      return isDone !== true
    }
    while (hasNext());
    const total = costs.reduce((sum, cost) => sum + cost, 0)
    expect(costs.length).toBeGreaterThan(100)
    expect(Math.max(...costs)).toBeLessThan(total / 4)
  })

  test('has every local detector read something', async () => {
    const seen = new Set<string>()
    const watched = (await loadDetectors()).map((detector) => ({
      ...detector,
      scan: (...given: Parameters<typeof detector.scan>) => {
        seen.add(detector.id)
        return detector.scan(...given)
      },
    }))
    Array.from(warmUp(watched))
    expect([...seen].toSorted()).toEqual(watched.map(({ id }) => id).toSorted())
  })
})
