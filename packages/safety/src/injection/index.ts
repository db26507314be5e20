export { type Assessment, profileThresholds } from './assess.ts'
export {
  createInjectionDetector,
  type InjectionDetector,
  type InjectionOptions,
} from './injection-detector.ts'
export type { Head, InjectionModel, ModelVerdict } from './model/injection-model.ts'
