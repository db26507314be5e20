import type { z } from 'zod'

import { budgetFindings } from '../ledger/check-budgets.ts'
import { safetyFindings } from '../safety/check-safety.ts'
import { secretsFindings } from '../secrets/check-secrets.ts'
import { telemetryFindings } from '../telemetry/check-telemetry.ts'
import { tenantFindings } from '../tenants/check-tenants.ts'
import { overrideProblems } from './check-catalog.ts'
import type { Finding } from './finding.ts'
import { cacheSection, type CacheSection } from './sections/cache.ts'
import { catalogSection, type CatalogSection } from './sections/catalog.ts'
import { groupsSection, type GroupSection } from './sections/groups.ts'
import { policiesSection, type PoliciesSection } from './sections/policies.ts'
import { resilienceSection, type ResilienceSection } from './sections/resilience.ts'
import { safetySection, type SafetySection } from './sections/safety.ts'
import { secretsSection, type SecretsSection } from './sections/secrets.ts'
import { redisSection, storeSection } from './sections/stores.ts'
import { telemetrySection, type TelemetrySection } from './sections/telemetry.ts'
import { tenantsSection, type TenantSection } from './sections/tenants.ts'

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
}

/** Their schemas. */
export const featureSchemas: {
  readonly [Name in keyof FeatureSections]-?: z.ZodType<FeatureSections[Name]>
} = {
  policies: policiesSection.optional(),
  catalog: catalogSection.optional(),
  resilience: resilienceSection.optional(),
  store: storeSection.optional(),
  redis: redisSection.optional(),
  tenants: tenantsSection.optional(),
  groups: groupsSection.optional(),
  secrets: secretsSection.optional(),
  cache: cacheSection.optional(),
  telemetry: telemetrySection.optional(),
  safety: safetySection.optional(),
}

/** What a check may look at. */
export interface FeatureCheckContext {
  readonly sections: FeatureSections
  /** The names of all providers. */
  readonly providers: readonly string[]
  /** The names under `models`. */
  readonly models: readonly string[]
}

/** Checks of meaning: that names exist, that fields fit each other. */
export const featureChecks: readonly ((context: FeatureCheckContext) => readonly Finding[])[] = [
  disconnectProviders,
  overrideProblems,
  secretsFindings,
  tenantFindings,
  budgetFindings,
  telemetryFindings,
  safetyFindings,
]

/** The features' part of a file. */
export function featuresOf(file: FeatureSections): FeatureSections {
  const entries = Object.keys(featureSchemas).map((name) => [
    name,
    file[name as keyof FeatureSections],
  ])
  return Object.fromEntries(entries.filter(([, section]) => section !== undefined))
}

function disconnectProviders({ sections, providers }: FeatureCheckContext): readonly Finding[] {
  return Object.keys(sections.resilience?.disconnect?.providers ?? {})
    .filter((name) => !providers.includes(name))
    .map((name) => ({
      path: ['resilience', 'disconnect', 'providers', name],
      at: 'key',
      message: `no provider is named "${name}" (there are: ${providers.join(', ') || 'none'})`,
    }))
}
