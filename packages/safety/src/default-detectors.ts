import { createInjectionDetector } from './injection/injection-detector.ts'
import { canaryDetector } from './output/canary.ts'
import { externalDestinations } from './output/external-destination.ts'
import { links } from './output/links.ts'
import { createPiiDetector } from './pii/create-pii-detector.ts'
import { createSecretDetector } from './secrets/create-secret-detector.ts'
import type { Detector } from './types.ts'

/** Every local detector; those that need a request's own data stand in until one is there. */
export function defaultDetectors(): readonly Detector[] {
  return [
    createPiiDetector(),
    createSecretDetector(),
    createInjectionDetector(),
    links,
    externalDestinations([], []),
    canaryDetector('0'.repeat(12)),
  ]
}
