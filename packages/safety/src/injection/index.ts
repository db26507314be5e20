export { type Assessment, profileThresholds } from './assess.ts'
export { foldText } from './fold-text.ts'
export { unescapeText } from './unescaped-view.ts'
export {
  createInjectionDetector,
  type InjectionDetector,
  type InjectionOptions,
} from './injection-detector.ts'
export type { InjectionModel, ModelVerdict, TextModel } from './model/injection-model.ts'
export { loadInjectionModel } from './model/load-injection-model.ts'
export { createLinearModel, type ModelWeights, ruleBonus } from './model/linear-model.ts'
export { encodeWeights } from './model/weight-codec.ts'
export {
  featureCount,
  type TextFeatures,
  textFeatures,
  windowStride,
  windowWords,
} from './model/features.ts'
export {
  createWindowReader,
  type SparseVector,
  type WindowReader,
} from './model/window-features.ts'
export { createSentenceReader, type SentenceReader } from './outside/each-sentence.ts'
export {
  alarmRise,
  featureValue,
  type OutsideWeights,
  ruleLogits,
  touches,
} from './outside/outside-model.ts'
export { outsideFeatureCount } from './outside/sentence-features.ts'
export { createRuleEngine, type RuleEngine } from './rule-engine.ts'
export { alarmSum, type Attempt, type Reading, ruleScore } from './sum-hits.ts'
