import type { InjectionModel, ModelVerdict, TextModel } from './injection-model.ts'

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
  return {
    user: modelMadeLate(modelVersion, () =>
      createLinearModel(modelVersion, { ...modelNumbers, weights: decodeWeights(modelText) }),
    ),
    external: modelMadeLate(outsideVersion, () =>
      createOutsideModel(outsideVersion, {
        ...outsideNumbers,
        weights: decodeWeights(outsideText, outsideFeatureCount),
      }),
    ),
  }
}

/** Makes a model's tables with the first text it judges, which for data from outside may never come. */
function modelMadeLate(version: string, make: () => TextModel): TextModel {
  let made: TextModel | undefined
  const judge: (...input: Parameters<TextModel>) => ModelVerdict = (...input) => {
    made ??= make()
    return made(...input)
  }
  return Object.assign(judge, { version })
}
