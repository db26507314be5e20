import type { LearnedModel } from '../learned-quality.ts'
import type { Artifact } from './artifact.ts'
import { PromptReader } from './prompt-features.ts'
import { predictorOf } from './quality-model.ts'

/** An artifact as a router takes it. */
export function learnedModel({ header, model }: Artifact): LearnedModel {
  const reader = new PromptReader()
  const predict = predictorOf(model)
  return {
    models: model.models,
    proven: header.gate?.pass === true,
    labels: header.n,
    predict: (text, meta) => predict(reader.read(text, meta), meta.task),
  }
}
