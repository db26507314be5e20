import type { FeatureCheckContext } from '../config/feature-sections.ts'
import type { Finding } from '../config/finding.ts'

/** Names under `telemetry` that must exist. */
export function telemetryFindings({
  sections,
  providers,
}: FeatureCheckContext): readonly Finding[] {
  return (sections.telemetry?.propagateTrace ?? []).flatMap((name, index): readonly Finding[] =>
    providers.includes(name)
      ? []
      : [
          {
            path: ['telemetry', 'propagateTrace', index],
            at: 'value',
            message: `no provider is named "${name}" (there are: ${providers.join(', ') || 'none'})`,
          },
        ],
  )
}
