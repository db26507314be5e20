import { evaluateRouter, fitQuality } from '@signalbox/router/learned'
import { describe, expect, test } from 'vitest'

import { generateLabels } from './generate-labels.ts'
import { madeExamples, withTruth } from './made-examples.ts'
import { optimumOf } from './optimum.ts'

describe('learned routing where the truth is known', () => {
  test.each([
    [1, 2000],
    [2, 2000],
    [3, 2000],
  ])(
    'world %d, %d labels: within two points of the best that words can tell, and better than single models',
    async (seed, count) => {
      const model = fitQuality(
        await madeExamples(generateLabels({ seed, count, draw: seed + 100 })),
      )
      const made = generateLabels({ seed, count: 1000, draw: seed + 200 })
      const examples = withTruth(made, await madeExamples(made))
      const report = evaluateRouter(examples, { model })
      const aiq = (router: string) => report.rows.find((row) => row.router === router)?.aiq ?? NaN
      expect(aiq('mix')).toBeGreaterThan(optimumOf(made, examples) - 2)
      expect(aiq('mix')).toBeGreaterThan(aiq('single-models') + 1)
      expect(aiq('oracle')).toBeGreaterThan(aiq('mix'))
    },
    60_000,
  )

  test('the gate passes a router that helps', async () => {
    const report = evaluateRouter(await madeExamples(generateLabels({ seed: 2, count: 700 })))
    expect(report.gate).toMatchObject({ pass: true, labels: 700 })
  }, 60_000)

  test.each([1, 2, 3, 4, 5, 6])(
    'the gate refuses a model without a signal: world %d',
    async (seed) => {
      const made = generateLabels({ seed, count: 150, noSignal: true })
      expect(evaluateRouter(await madeExamples(made)).gate.pass).toBe(false)
    },
    30_000,
  )

  test('the gate refuses what was lucky in a handful of choices', async () => {
    const made = generateLabels({ seed: 62, count: 300, noSignal: true })
    expect(evaluateRouter(await madeExamples(made)).gate).toMatchObject({
      pass: false,
      reason: expect.stringMatching(/^\d choices other than the policy's, 30 are needed$/),
    })
  }, 30_000)

  test.each([51, 161])(
    'the gate refuses what paid without telling prompts apart: world %d',
    async (seed) => {
      const made = generateLabels({ seed, count: 300, noSignal: true })
      expect(evaluateRouter(await madeExamples(made)).gate).toMatchObject({
        pass: false,
        reason: 'no proof that it tells prompts apart',
      })
    },
    30_000,
  )

  test('the gate refuses what has too few labels', async () => {
    const report = evaluateRouter(await madeExamples(generateLabels({ seed: 2, count: 80 })))
    expect(report.gate).toMatchObject({ pass: false, reason: '80 labels, 100 are needed' })
  })

  test('missing, doubled and wrong labels are borne', async () => {
    const made = generateLabels({
      seed: 3,
      count: 400,
      missing: 0.3,
      duplicates: 0.1,
      labelNoise: 0.2,
    })
    const report = evaluateRouter(await madeExamples(made))
    for (const { aiq } of report.rows) expect(Number.isFinite(aiq)).toBe(true)
    expect(report.n).toBeLessThan(400)
  }, 60_000)
})
