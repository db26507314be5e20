import { overrideErrors } from '@signalbox/catalog'

import type { FeatureCheckContext } from './feature-sections.ts'
import type { Finding } from './finding.ts'

/** Faults of the operator's own prices, each at its entry. */
export function overrideProblems({ sections }: FeatureCheckContext): readonly Finding[] {
  const overrides = sections.catalog?.overrides ?? []
  return overrides.flatMap((override, i) =>
    overrideErrors(override).map((message) => ({
      path: ['catalog', 'overrides', i, 'match'],
      message,
    })),
  )
}
