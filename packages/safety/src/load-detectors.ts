import { defaultDetectors } from './default-detectors.ts'
import { createInjectionDetector } from './injection/injection-detector.ts'
import { loadInjectionModel } from './injection/model/load-injection-model.ts'
import { cjkNames } from './pii/cjk-names.ts'
import { createPiiDetector } from './pii/create-pii-detector.ts'
import { createNameRecognizer, loadNames } from './pii/names.ts'
import type { Detector } from './types.ts'

/** What is loaded beside the rules. */
export interface LoadDetectorsOptions {
  /** The linear model beside the injection rules, for what users write; on unless false. */
  readonly injectionModel?: boolean | undefined
}

/** Every local detector with its data, names of people among it. */
export async function loadDetectors(
  options: LoadDetectorsOptions = {},
): Promise<readonly Detector[]> {
  const [names, model] = await Promise.all([
    loadNames(),
    options.injectionModel === false ? undefined : loadInjectionModel(),
  ])
  const loaded = [
    createPiiDetector({ recognizers: [createNameRecognizer(names), cjkNames] }),
    createInjectionDetector(model === undefined ? {} : { model }),
  ]
  return defaultDetectors().map(
    (detector) => loaded.find(({ id }) => id === detector.id) ?? detector,
  )
}
