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

/** What each of the same tasks costs at least: a collector's pause hits another one in each round. */
function leastOf(round: () => readonly number[]): readonly number[] {
  const rounds = Array.from({ length: 4 }, round)
  return (rounds[0] ?? []).map((_, at) => Math.min(...rounds.map((costs) => costs[at] ?? Infinity)))
}

function stepCosts(steps: Iterator<void>): readonly number[] {
  const costs: number[] = []
  for (;;) {
    const before = process.cpuUsage()
    const { done } = steps.next()
    const { user, system } = process.cpuUsage(before)
    costs.push((user + system) / 1000)
    if (done === true) return costs
  }
}

const text = 'Please compare both offers, and say which of them you would take next week.'

describe('warming up', () => {
  test('leaves little to do for the first text', () => {
    // The code itself is warm by then: what is compared is what a detector makes for itself.
    Array.from(warmUp([createInjectionDetector()]))
    const cold = leastOf(() => {
      const detector = createInjectionDetector()
      return [costOf(() => detector.scan(surfaceOf(text), {}))]
    })
    const warm = leastOf(() => {
      const detector = createInjectionDetector()
      Array.from(warmUp([detector]))
      return [costOf(() => detector.scan(surfaceOf(text), {}))]
    })
    expect(warm[0]).toBeLessThan((cold[0] ?? 0) / 3)
  })

  test('is done in many pieces, none of them most of the work', () => {
    Array.from(warmUp([createInjectionDetector()]))
    const costs = leastOf(() => stepCosts(warmUp([createInjectionDetector()])))
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
