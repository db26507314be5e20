import { defaultDetectors } from './default-detectors.ts'
import { createInjectionDetector } from './injection/injection-detector.ts'
import { loadInjectionModel } from './injection/model/load-injection-model.ts'
import { createPiiDetector } from './pii/create-pii-detector.ts'
import { createNameRecognizer, loadNames } from './pii/names.ts'
import type { Detector } from './types.ts'

/** Every local detector with its data: names of people, and the model beside the injection rules. */
export async function loadDetectors(): Promise<readonly Detector[]> {
  const [names, model] = await Promise.all([loadNames(), loadInjectionModel()])
  const loaded = [
    createPiiDetector({ recognizers: [createNameRecognizer(names)] }),
    createInjectionDetector({ model }),
  ]
  return defaultDetectors().map(
    (detector) => loaded.find(({ id }) => id === detector.id) ?? detector,
  )
}
