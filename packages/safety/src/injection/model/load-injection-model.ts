import type { InjectionModel } from './injection-model.ts'

/** Loads the weights, which nothing else does, so that rules alone stay small. */
export async function loadInjectionModel(): Promise<InjectionModel> {
  const [
    { createLinearModel },
    { decodeWeights },
    { modelNumbers, modelText },
    { modelVersion },
    { createOutsideModel },
    { outsideFeatureCount },
    { outsideNumbers, outsideText, outsideVersion },
  ] = await Promise.all([
    import('./linear-model.ts'),
    import('./weight-codec.ts'),
    import('./model-weights.ts'),
    import('./model-version.ts'),
    import('../outside/outside-model.ts'),
    import('../outside/sentence-features.ts'),
    import('../outside/outside-weights.ts'),
  ])
  const user = { ...modelNumbers, weights: decodeWeights(modelText) }
  const external = { ...outsideNumbers, weights: decodeWeights(outsideText, outsideFeatureCount) }
  return {
    user: createLinearModel(modelVersion, user),
    external: createOutsideModel(outsideVersion, external),
  }
}
