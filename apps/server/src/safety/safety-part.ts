import { createHash } from 'node:crypto'

import type { Context, Middleware } from '@signalbox/core'
import {
  compilePolicy,
  safety,
  type CompiledPolicy,
  type Detector,
  type ReadKey,
} from '@signalbox/safety'

import type { Config } from '../config/config.ts'
import { didYouMean } from '../config/edit-distance.ts'
import type { SafetySection } from '../config/sections/safety.ts'
import { dialects } from '../dialects.ts'
import { createEventRing, type EventRing } from './event-ring.ts'
import {
  detectorsFor,
  keyReader,
  lockedRules,
  policiesOf,
  policyFor,
  type PolicyScope,
} from './safety-policies.ts'
import { selfTest } from './self-test.ts'

/** Rules on content at work, where that is configured. */
export interface SafetyPart {
  /** Undefined without a `safety` section. */
  readonly middleware: Middleware | undefined
  readonly events: EventRing
  /** The policy of somebody's requests, for tests by hand. */
  policy(scope: PolicyScope & { readonly id?: string | undefined }): CompiledPolicy | undefined
  /** What a name was meant to be that no policy has. */
  hint(id: string | undefined): string
  readonly readKey: ReadKey
}

/** What rules are made with. */
export interface SafetyShared {
  readonly detectors?: readonly Detector[] | undefined
  /** Of several processes that tell the same; absent: this one keeps its own. */
  readonly safetyEvents?: EventRing | undefined
}

/** The part of a configuration; a surface that cannot be governed throws here. */
export function safetyPart(
  config: Config,
  { detectors: local, safetyEvents }: SafetyShared,
  before?: { readonly config: Config; readonly part: SafetyPart },
): SafetyPart {
  if (before !== undefined && told(before.config) === told(config)) return before.part
  const events = before?.part.events ?? safetyEvents ?? createEventRing()
  const section = config.safety ?? {}
  const detectors = detectorsFor(section, globalThis.fetch, local)
  const locked = lockedRules(section)
  const readKey = keyReader(section)
  const policies = policiesOf(section)
  const compiled = new Map<string, CompiledPolicy>()
  const named = (id: string) => {
    const policy = policies[id]
    if (policy === undefined) return undefined
    const known = compiled.get(id) ?? compilePolicy(policy, { id, detectors, locked })
    compiled.set(id, known)
    return known
  }
  if (config.safety !== undefined) selfTest(dialects)
  return {
    events,
    middleware:
      config.safety === undefined
        ? undefined
        : safety({
            policies,
            resolve: (context) => policyFor(section, scopeOf(context, config)),
            dialects,
            detectors,
            locked,
            readKey,
            ...keyOf(section),
            onEvent: (event) => {
              events.push(event)
            },
          }),
    policy: ({ id, ...scope }) => named(id ?? policyFor(section, withTenant(scope, config))),
    hint(id = '') {
      const names = Object.keys(policies)
      return didYouMean(id, names) || ` (there are: ${names.join(', ')})`
    },
    readKey,
  }
}

function scopeOf({ caller, request }: Context, config: Config): PolicyScope {
  const name = request.hints?.route ?? request.model
  const isRoute = config.models.some((model) => model.name === name)
  const scope = {
    tenant: caller?.tenant,
    key: caller?.key,
    route: isRoute ? name : undefined,
    model: request.model,
  }
  return withTenant(scope, config)
}

function withTenant(scope: PolicyScope, { tenants = {} }: Config): PolicyScope {
  const tenant = scope.tenant
  const isKnown = tenant !== undefined && Object.hasOwn(tenants, tenant)
  return { ...scope, tenantPolicy: isKnown ? tenants[tenant]?.safety : undefined }
}

/** Replicas that share a key give a conversation the same tokens. */
function keyOf({ key }: SafetySection): { readonly key?: Uint8Array } {
  const text = key ?? process.env['SIGNALBOX_SAFETY_KEY'] ?? ''
  return text === '' ? {} : { key: createHash('sha256').update(text).digest() }
}

function told({ safety: section, tenants, models }: Config): string {
  return JSON.stringify([section, tenants, models.map(({ name }) => name)])
}
