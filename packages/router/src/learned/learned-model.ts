import type { LearnedModel } from '../learned-quality.ts'
import type { Artifact } from './artifact.ts'
import { promptFeatures } from './prompt-features.ts'
import { predictQuality } from './quality-model.ts'

/** An artifact as a router takes it. */
export function learnedModel({ header, model }: Artifact): LearnedModel {
  return {
    models: model.models,
    proven: header.gate?.pass === true,
    labels: header.n,
    predict: (text, meta) => predictQuality(model, promptFeatures(text, meta), meta.task),
  }
}
