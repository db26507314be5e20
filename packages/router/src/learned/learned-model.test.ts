import { describe, expect, test } from 'vitest'

import { createRouter } from '../router.ts'
import { decodeArtifact, encodeArtifact, type ArtifactHeader } from './artifact.ts'
import type { Examples } from './example.ts'
import { fitQuality } from './fit-quality.ts'
import { learnedModel } from './learned-model.ts'
import { normalForm } from './normal-form.ts'
import { promptFeatures } from './prompt-features.ts'
import { predictQuality, type QualityModel } from './quality-model.ts'

const easy = 'lemon apple cherry plum'.split(' ')
const hard = 'tensor manifold lemma kernel'.split(' ')

/** A cheap model that fails on hard words, a dear one that never does. */
function examples(count: number): Examples {
  const rows = Array.from({ length: count }, (_, i) => {
    const words = i % 2 === 0 ? easy : hard
    const prompt = `item ${String(i)} ${String(words[i % 4])} ${String(words[(i * 7) % 4])} about ${String(words[(i * 3) % 4])}`
    return {
      id: String(i),
      normal: normalForm(prompt),
      features: promptFeatures(prompt),
      task: undefined,
      characters: prompt.length,
      scores: Float64Array.of(i % 2 === 0 ? 1 : 0, 1),
      costs: Float64Array.of(0.001, 0.02),
      weights: Float64Array.of(1, 1),
    }
  })
  return { models: ['lab/small', 'lab/large'], rows }
}

function headerOf(model: QualityModel, over: Partial<ArtifactHeader> = {}): ArtifactHeader {
  return {
    format: 'router-model/2',
    models: model.models,
    tasks: [...model.table.tasks.keys()],
    mixture: model.mixture,
    dimensions: model.lowRank.dimensions,
    k: model.k,
    n: 2000,
    data: 'test',
    gate: { pass: true, reason: 'a gain is proven' },
    ...over,
  }
}

const model = fitQuality(examples(240))

describe('a fitted model', () => {
  test('tells prompts it has not seen apart', () => {
    const [small] = predictQuality(model, promptFeatures('a lemon and a plum'), undefined)
    const [weak] = predictQuality(model, promptFeatures('the kernel of a tensor'), undefined)
    expect(small).toBeGreaterThan(0.75)
    expect(weak).toBeLessThan(0.25)
  })

  test('is the same for the same labels and seed, byte for byte', async () => {
    const again = fitQuality(examples(240))
    const bytes = await encodeArtifact({ header: headerOf(model), model })
    expect(await encodeArtifact({ header: headerOf(again), model: again })).toEqual(bytes)
  })

  test('says the same after a trip through a file', async () => {
    const read = await decodeArtifact(await encodeArtifact({ header: headerOf(model), model }))
    for (const text of ['a lemon', 'lemma and kernel', '', '漢字'])
      expect(predictQuality(read.model, promptFeatures(text), undefined)).toEqual(
        predictQuality(model, promptFeatures(text), undefined),
      )
  })

  test('with a damaged byte anywhere is refused', async () => {
    const bytes = await encodeArtifact({ header: headerOf(model), model })
    for (const at of [0, 9, bytes.length >> 1, bytes.length - 1]) {
      const damaged = bytes.slice()
      damaged[at] = (damaged[at] ?? 0) ^ 1
      await expect(decodeArtifact(damaged)).rejects.toThrow(/router model/)
    }
    await expect(decodeArtifact(new Uint8Array(3))).rejects.toThrow('signalbox router fit')
  })

  test('holds no text of the prompts', async () => {
    const bytes = await encodeArtifact({ header: headerOf(model), model })
    const text = new TextDecoder('latin1').decode(bytes)
    for (const word of [...easy, ...hard]) expect(text).not.toContain(word)
  })
})

describe('a router with a fitted model', () => {
  const targets = ['lab/small', 'lab/large'].map((id) => ({
    id,
    provider: 'lab',
    model: id.slice(4),
  }))
  const request = (id: string, text: string) => ({
    id,
    kind: 'chat' as const,
    model: 'auto',
    inputTokens: 20,
    text,
  })
  function router(header: Partial<ArtifactHeader>, control = 0) {
    return createRouter({
      targets,
      policy: {
        objective: { preset: 'balanced' },
        quality: { default: { 'lab/small': 0.6, 'lab/large': 0.7 } },
        choice: { mode: 'argmin' },
        learned: { enabled: true, artifact: 'm', control },
      },
      learned: { m: learnedModel({ header: headerOf(model, header), model }) },
    })
  }
  const qualities = (text: string, header: Partial<ArtifactHeader>, control = 0) => {
    const decision = router(header, control).decide(request('d', text))
    return {
      mode: decision.learned?.mode,
      quality: Object.fromEntries(
        decision.ranked.map((each) => [each.deployment, each.estimate.quality]),
      ),
      learned: decision.learned?.quality,
    }
  }

  test('ranks by what it learned once the gate has passed', () => {
    const { mode, quality, learned } = qualities('the kernel of a tensor', {})
    expect(mode).toBe('active')
    expect(quality['lab/small']).toBe(learned?.['lab/small'])
    expect(quality['lab/small']).toBeLessThan(0.25)
  })

  test('with few labels strays no more than .15 from the tables', () => {
    const { quality } = qualities('the kernel of a tensor', { n: 500 })
    expect(quality['lab/small']).toBeCloseTo(0.45, 9)
    expect(quality['lab/large']).toBeCloseTo(0.85, 9)
  })

  test('only watches while the gate refuses', () => {
    const { mode, quality, learned } = qualities('the kernel of a tensor', {
      gate: { pass: false, reason: '' },
    })
    expect(mode).toBe('shadow')
    expect(quality).toEqual({ 'lab/small': 0.6, 'lab/large': 0.7 })
    expect(learned?.['lab/small']).toBeLessThan(0.25)
  })

  test('keeps a share of conversations on the tables', () => {
    const kept = router({}, 0.05)
    const modes = Array.from(
      { length: 2000 },
      (_, i) => kept.decide(request(`d${String(i)}`, 'a lemon')).learned?.mode,
    )
    const share = modes.filter((mode) => mode === 'control').length / modes.length
    expect(share).toBeGreaterThan(0.035)
    expect(share).toBeLessThan(0.065)
  })

  test('stays on the tables without its file', () => {
    const decision = createRouter({
      targets,
      policy: { learned: { enabled: true, artifact: 'missing' } },
    }).decide(request('d', 'a lemon'))
    expect(decision.learned).toBeUndefined()
    expect(decision.ranked).toHaveLength(2)
  })
})
