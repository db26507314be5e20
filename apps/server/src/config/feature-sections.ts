import type { CacheSection } from './sections/cache.ts'
import type { CatalogSection } from './sections/catalog.ts'
import type { GroupSection } from './sections/groups.ts'
import type { PoliciesSection } from './sections/policies.ts'
import type { ResilienceSection } from './sections/resilience.ts'
import type { SafetySection } from './sections/safety.ts'
import type { SecretsSection } from './sections/secrets.ts'
import type { TelemetrySection } from './sections/telemetry.ts'
import type { TenantSection } from './sections/tenants.ts'
import type { UsageSection } from './sections/usage.ts'

/**
 * The sections that features bring; `Config` has them as they stand in the file. A feature adds
 * `sections/<name>.ts`, one line here and one in `featureSchemas`; what a schema cannot check goes
 * into `featureChecks`.
 */
export interface FeatureSections {
  readonly policies?: PoliciesSection | undefined
  readonly catalog?: CatalogSection | undefined
  readonly resilience?: ResilienceSection | undefined
  readonly store?: string | undefined
  readonly redis?: string | undefined
  readonly tenants?: Readonly<Record<string, TenantSection>> | undefined
  readonly groups?: Readonly<Record<string, GroupSection>> | undefined
  readonly secrets?: SecretsSection | undefined
  readonly cache?: CacheSection | undefined
  readonly telemetry?: TelemetrySection | undefined
  readonly safety?: SafetySection | undefined
  readonly usage?: UsageSection | undefined
}

/** What a check may look at. */
export interface FeatureCheckContext {
  readonly sections: FeatureSections
  /** The names of all providers. */
  readonly providers: readonly string[]
  /** The names under `models`. */
  readonly models: readonly string[]
}
