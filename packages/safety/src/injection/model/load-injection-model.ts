import type { InjectionModel } from './injection-model.ts'

/** Loads the weights, which nothing else does, so that rules alone stay small. */
export async function loadInjectionModel(): Promise<InjectionModel> {
  const [{ createLinearModel }, { decodeWeights }, direct, indirect, { modelVersion }] =
    await Promise.all([
      import('./linear-model.ts'),
      import('./weight-codec.ts'),
      import('./direct-weights.ts'),
      import('./indirect-weights.ts'),
      import('./model-version.ts'),
    ])
  return createLinearModel(modelVersion, {
    direct: { ...direct.directNumbers, weights: decodeWeights(direct.directText) },
    indirect: { ...indirect.indirectNumbers, weights: decodeWeights(indirect.indirectText) },
  })
}
