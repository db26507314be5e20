import {
  checkPolicy,
  createRegexDetector,
  createTermsDetector,
  defaultDetectors,
  groupLabels,
  type Detector,
} from '@signalbox/safety'

import { didYouMean } from '../config/edit-distance.ts'
import type { FeatureCheckContext } from '../config/feature-sections.ts'
import type { Finding } from '../config/finding.ts'
import type { Path } from '../config/path.ts'
import { defaultPolicy, detectorsFor, isPolicy, keyReader, policiesOf } from './safety-policies.ts'

/** What the schema of rules cannot see: names that are not there, rules that cannot work. */
export function safetyFindings({ sections, models }: FeatureCheckContext): readonly Finding[] {
  const { safety: section, tenants = {} } = sections
  const chosen: (readonly [Path, string])[] = Object.entries(tenants).flatMap(([name, tenant]) =>
    tenant.safety === undefined ? [] : [[['tenants', name, 'safety'], tenant.safety] as const],
  )
  if (section === undefined)
    return chosen
      .filter(([, name]) => !isPolicy({}, name))
      .map(([path, name]) => unknown(path, name, Object.keys(policiesOf({}))))
  const { byKey = {}, byRoute = {}, byModel = {}, guards = {} } = section
  const names: readonly (readonly [Path, string])[] = [
    ...chosen,
    ...(section.default === undefined ? [] : [[['safety', 'default'], section.default] as const]),
    ...Object.entries({ byKey, byRoute, byModel }).flatMap(([table, rows]) =>
      Object.entries(rows).map(([row, name]) => [['safety', table, row], name] as const),
    ),
  ]
  const findings: Finding[] = names
    .filter(([, name]) => !isPolicy(section, name))
    .map(([path, name]) => unknown(path, name, Object.keys(policiesOf(section))))
  for (const [name, guard] of Object.entries(guards)) {
    const lacks = guard.type === 'webhook' ? 'secret' : 'model'
    const isNeeded = guard.type === 'webhook' || guard.type === 'chat-classifier'
    if (isNeeded && guard[lacks] === undefined)
      findings.push({
        path: ['safety', 'guards', name, lacks],
        message: `is missing: a guard of the type ${guard.type} needs it`,
      })
  }
  findings.push(...strays(byKey, byRoute, models))
  if (findings.length === 0) findings.push(...lists(section))
  if (findings.length > 0) return findings
  return [...rules(section), ...locks(section)]
}

/** Rows of policies that no request would ever meet. */
function strays(
  byKey: Readonly<Record<string, string>>,
  byRoute: Readonly<Record<string, string>>,
  models: readonly string[],
): readonly Finding[] {
  const keys = Object.keys(byKey).filter((row) => !/^[^/]+\/[^/]+$/.test(row))
  const routes = Object.keys(byRoute).filter((row) => !models.includes(row))
  return [
    ...keys.map((row): Finding => ({
      path: ['safety', 'byKey', row],
      at: 'key',
      message: `"${row}" is no key of a tenant: write it as tenant/key`,
    })),
    ...routes.map((row): Finding => ({
      path: ['safety', 'byRoute', row],
      at: 'key',
      message: `"models" has no "${row}"${didYouMean(row, models)}: the policy would never be used`,
    })),
  ]
}

/** Made once: a file under edit is checked again and again. */
let checked: readonly Detector[] | undefined

type Section = NonNullable<FeatureCheckContext['sections']['safety']>

/** Word lists and patterns that cannot be read. */
function lists({ terms = {}, regex = {} }: Section): readonly Finding[] {
  const tried = (path: Path, make: () => unknown): readonly Finding[] => {
    try {
      make()
      return []
    } catch (error) {
      return [{ path, message: error instanceof Error ? error.message : 'cannot be read' }]
    }
  }
  return [
    ...Object.entries(terms).flatMap(([name, list]) =>
      tried(['safety', 'terms', name], () => createTermsDetector({ name, terms: list })),
    ),
    ...Object.entries(regex).flatMap(([name, { pattern }]) =>
      tried(['safety', 'regex', name], () => createRegexDetector({ name, pattern })),
    ),
  ]
}

function rules(section: Section): readonly Finding[] {
  const options = {
    detectors: detectorsFor(section, globalThis.fetch, (checked ??= defaultDetectors())),
    labels: groupLabels,
    hasKey: (ref: string) => keyReader(section)(ref) !== undefined,
  }
  return Object.entries(section.policies ?? {}).flatMap(([name, policy]) =>
    checkPolicy(policy, options).map(({ path, message }) => ({
      path: ['safety', 'policies', name, ...path],
      message,
    })),
  )
}

function locks(section: Section): readonly Finding[] {
  const { input, output } = defaultPolicy(section)
  const ids = [...input, ...output].map(({ id }) => id)
  const known = new Set(ids)
  return (section.locked ?? []).flatMap((id, index) =>
    known.has(id)
      ? []
      : [
          {
            path: ['safety', 'locked', index],
            message: `the default policy has no rule "${id}" that could be locked${didYouMean(id, ids) || ` (it has: ${ids.join(', ')})`}`,
          },
        ],
  )
}

function unknown(path: Path, name: string, known: readonly string[]): Finding {
  const hint = didYouMean(name, known) || ` (there are: ${known.join(', ')})`
  return { path, message: `no policy is named "${name}"${hint}` }
}
