import type { InjectionModel } from './injection-model.ts'

/** Loads the weights, which nothing else does, so that rules alone stay small. */
export async function loadInjectionModel(): Promise<InjectionModel> {
  const [{ createLinearModel }, { decodeWeights }, { modelNumbers, modelText }, { modelVersion }] =
    await Promise.all([
      import('./linear-model.ts'),
      import('./weight-codec.ts'),
      import('./model-weights.ts'),
      import('./model-version.ts'),
    ])
  return createLinearModel(modelVersion, { ...modelNumbers, weights: decodeWeights(modelText) })
}
