import {
  chatClassifierGuard,
  createLengthDetector,
  createRegexDetector,
  createTermsDetector,
  defaultDetectors,
  extended,
  matchesAny,
  moderationGuard,
  preset,
  presetNames,
  presidioGuard,
  webhookGuard,
  type Detector,
  type GuardOptions,
  type LockedRules,
  type Policy,
  type Preset,
  type ReadKey,
} from '@signalbox/safety'

import type { GuardSection, SafetySection } from '../config/sections/safety.ts'

/** Whom a policy is looked up for. */
export interface PolicyScope {
  readonly tenant?: string | undefined
  /** The tenant's own choice. */
  readonly tenantPolicy?: string | undefined
  readonly key?: string | undefined
  readonly route?: string | undefined
  readonly model?: string | undefined
}

/** The policies of a section by name; presets are there too. */
export function policiesOf({ policies = {} }: SafetySection): Readonly<Record<string, Policy>> {
  return {
    ...Object.fromEntries(presetNames.map((name) => [name, preset(name)])),
    ...policies,
  }
}

/** Whether a name is a policy or a preset. */
export function isPolicy(section: SafetySection, name: string): boolean {
  return Object.hasOwn(policiesOf(section), name)
}

/** Tenant, then key, then route, then model: the most specific one that is there. */
export function policyFor(section: SafetySection, scope: PolicyScope): string {
  const { byKey = {}, byRoute = {}, byModel = {} } = section
  const { tenant, key, route, model } = scope
  const pattern = Object.keys(byModel)
    .filter((name) => matchesAny([name], model))
    .toSorted((a, b) => b.length - a.length)[0]
  return (
    (pattern === undefined ? undefined : byModel[pattern]) ??
    (route === undefined ? undefined : own(byRoute, route)) ??
    (tenant === undefined || key === undefined ? undefined : own(byKey, `${tenant}/${key}`)) ??
    scope.tenantPolicy ??
    section.default ??
    ('standard' satisfies Preset)
  )
}

/** The policy of whoever has none of their own, with the rules that it builds on. */
export function defaultPolicy(section: SafetySection): Policy {
  return extended(policiesOf(section)[section.default ?? 'standard'] ?? preset('standard'))
}

/** The operator's locked rules, as the default policy has them. */
export function lockedRules(section: SafetySection): LockedRules {
  const { locked = [] } = section
  const policy = defaultPolicy(section)
  const fixed = ({ id }: { readonly id: string }) => locked.includes(id)
  return { input: policy.input.filter(fixed), output: policy.output.filter(fixed) }
}

/** Local detectors and the section's guards. */
export function detectorsFor(
  section: SafetySection,
  fetch: typeof globalThis.fetch,
  local: readonly Detector[] = defaultDetectors(),
): readonly Detector[] {
  const { terms = {}, regex = {}, length = {}, guards = {} } = section
  return [
    ...local,
    ...Object.entries(terms).map(([name, list]) => createTermsDetector({ name, terms: list })),
    ...Object.entries(regex).map(([name, rule]) => createRegexDetector({ name, ...given(rule) })),
    ...Object.entries(length).map(([name, rule]) => createLengthDetector({ name, ...given(rule) })),
    ...Object.entries(guards).map(([id, guard]) => guardOf(id, guard, fetch)),
  ]
}

/** Keys by name. */
export function keyReader({ keys = {} }: SafetySection): ReadKey {
  return (ref) => {
    const key = own(keys, ref)
    return key === undefined ? undefined : new TextEncoder().encode(key)
  }
}

function guardOf(id: string, guard: GuardSection, fetch: typeof globalThis.fetch): Detector {
  const { url, apiKey, concurrency, queue } = guard
  const headers = apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }
  const endpoint = { url, headers }
  const options: GuardOptions = {
    id,
    fetch,
    ...(concurrency === undefined ? {} : { concurrency }),
    ...(queue === undefined ? {} : { queue }),
  }
  const { model, template, language, entities, secret = '', minimal } = guard
  switch (guard.type) {
    case 'moderation':
      return moderationGuard({ ...endpoint, ...(model === undefined ? {} : { model }) }, options)
    case 'chat-classifier':
      return chatClassifierGuard(
        { ...endpoint, model: model ?? '', ...(template === undefined ? {} : { template }) },
        options,
      )
    case 'presidio':
      return presidioGuard(
        {
          ...endpoint,
          ...(language === undefined ? {} : { language }),
          ...(entities === undefined ? {} : { entities }),
        },
        options,
      )
    case 'webhook':
      return webhookGuard(
        {
          ...endpoint,
          secret: new TextEncoder().encode(secret),
          ...(minimal === undefined ? {} : { minimal }),
        },
        options,
      )
  }
}

/** A section's fields without those that were not written. */
function given<Fields extends object>(fields: Fields): Given<Fields> {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as Given<Fields>
}

type Given<Fields> = { [Name in keyof Fields]: Exclude<Fields[Name], undefined> }

function own<Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined
}
