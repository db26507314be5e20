import type { z } from 'zod'

import { budgetFindings } from '../ledger/check-budgets.ts'
import { safetyFindings } from '../safety/check-safety.ts'
import { secretsFindings } from '../secrets/check-secrets.ts'
import { telemetryFindings } from '../telemetry/check-telemetry.ts'
import { tenantFindings } from '../tenants/check-tenants.ts'
import { overrideProblems } from './check-catalog.ts'
import type { FeatureCheckContext, FeatureSections } from './feature-sections.ts'
import type { Finding } from './finding.ts'
import { cacheSection } from './sections/cache.ts'
import { catalogSection } from './sections/catalog.ts'
import { groupsSection } from './sections/groups.ts'
import { policiesSection } from './sections/policies.ts'
import { resilienceSection } from './sections/resilience.ts'
import { safetySection } from './sections/safety.ts'
import { secretsSection } from './sections/secrets.ts'
import { redisSection, storeSection } from './sections/stores.ts'
import { telemetrySection } from './sections/telemetry.ts'
import { tenantsSection } from './sections/tenants.ts'
import { usageSection } from './sections/usage.ts'

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
  usage: usageSection.optional(),
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
