import type { LocalDetector, ScanOptions, Surface } from '../types.ts'
import { createViews } from '../unicode/create-views.ts'
import { type Assessment, assessInjection } from './assess.ts'
import type { InjectionModel } from './model/injection-model.ts'
import { createRuleEngine } from './rule-engine.ts'

/** The injection detector, which also tells scores of texts that raise no alarm. */
export interface InjectionDetector extends LocalDetector {
  readonly assess: (surface: Surface, options?: ScanOptions) => Assessment
}

export interface InjectionOptions {
  /** What `loadInjectionModel()` gives; rules alone when absent. */
  readonly model?: InjectionModel
}

/**
 * Finds prompt injection in user and external texts.
 *
 * @example
 * const detector = createInjectionDetector({ model: await loadInjectionModel() })
 */
export function createInjectionDetector(options: InjectionOptions = {}): InjectionDetector {
  const rules = createRuleEngine()
  const assess = (surface: Surface, scan: ScanOptions = {}) =>
    assessInjection(surface, scan, rules, options.model)
  return {
    id: 'injection',
    version: versionOf(options.model),
    kind: 'local',
    types: ['PROMPT_INJECTION'],
    assess,
    scan: (surface, scan) => [...assess(surface, scan).findings],
    prepare: (texts) => rules.prepare(texts.map((text) => createViews(text).folded.text)),
  }
}

function versionOf(model: InjectionModel | undefined): string {
  return model ? `1+${model.user.version}+${model.external.version}` : '1'
}
