import {
  sha256,
  sizeOf,
  systemClock,
  type Context,
  type HeaderList,
  type Middleware,
} from '@signalbox/core'

import { createAuthenticator, type Identity } from './authenticate.ts'
import { askedModels, checkRights } from './check-rights.ts'
import { choiceOf } from './choice-of.ts'
import { Directory } from './directory.ts'
import { createKeyOffice, type KeyOffice } from './key-office.ts'
import { createLimiter, type LimitedParty } from './limiter.ts'
import { mayUse } from './may-use.ts'
import type { KeyRecord, TenantRecord } from './records.ts'
import { createSnapshotFeed } from './snapshot-feed.ts'
import type { FixedTenant, TenancyOptions } from './tenancy-options.ts'

/** Who may do what, how fast. */
export interface Tenancy extends KeyOffice {
  /** Sets `context.caller`, refuses what is not allowed, counts what is. */
  middleware(): Middleware
  /** For doors outside the pipeline; throws like the middleware. */
  identify(headers: HeaderList): Promise<Identity>
  /** Whether a caller may use a model name. */
  mayUse(identity: Identity, model: string): boolean
  /** What names may lead to where one of them leaves the choice; undefined: nothing is narrowed. */
  choiceOf(identity: Identity, models: readonly string[]): readonly string[] | undefined
  /** Those of the configuration and of the store; a name of both is the configuration's. */
  tenants(): readonly TenantRecord[]
  /** Hashes are no secrets, and yet not for the world. */
  keys(tenant?: string): readonly KeyRecord[]
  /** Whether there is any tenant; costs nothing, however many there are. */
  hasTenants(): boolean
  /** False while nobody can say which tenants there are: the store is away and was never read. */
  isKnown(): boolean
  /** Replaces the tenants of the configuration; counted requests stay counted. */
  configure(tenants: readonly FixedTenant[]): void
  /** The store, or the kept copy, has been read. */
  readonly ready: Promise<void>
  close(): void
}

/**
 * Tenants, keys and limits; keys are looked up in memory, limits shared by leases.
 *
 * @example const tenancy = createTenancy({ store }), { key } = await tenancy.issue('acme')
 */
export function createTenancy(options: TenancyOptions = {}): Tenancy {
  const { store, leases, slots, bus, file, logger, pollMs = 10_000, clock = systemClock } = options
  const { replicas = () => 1, onOutage = 'share', burstMs = 60_000, onEvent } = options
  const { targetsOf = () => undefined, hash = portableHash } = options
  const { dataClasses = { restricted: ['local'] }, above } = options
  const { random = (bytes) => crypto.getRandomValues(bytes) } = options

  let fixed = fixedDirectory(options.tenants ?? [], hash)
  const feed =
    store === undefined
      ? undefined
      : createSnapshotFeed({
          store,
          bus,
          file,
          clock,
          logger,
          pollMs,
          onChange: () => {
            authenticator.forget()
            options.onChange?.()
          },
        })
  const authenticator = createAuthenticator({
    fixed: () => fixed,
    feed,
    hash,
    now: () => clock.now(),
    wall: () => clock.wall(),
  })
  const limiter = createLimiter({
    leases,
    slots,
    bus,
    clock,
    replicas,
    onOutage,
    burstMs,
    onEvent,
  })
  const ready = feed?.ready ?? Promise.resolve()
  const office = createKeyOffice({
    feed,
    fixed: () => fixed,
    hash,
    random,
    wall: () => clock.wall(),
  })
  let isReady = feed === undefined
  void ready.then(() => (isReady = true))

  function require(context: Context, { tenant, key }: Identity): void {
    const tags = [tenant.dataClass, key.dataClass].flatMap((name) =>
      name === undefined ? [] : (dataClasses[name] ?? [name]),
    )
    if (tags.length > 0) context.requires = [...new Set([...context.requires, ...tags])]
  }

  async function identify(headers: HeaderList): Promise<Identity> {
    if (!isReady && !authenticator.isFixed(headers)) await ready
    return authenticator.identify(headers)
  }

  return {
    ...office,
    ready,
    identify,

    middleware: () =>
      async function tenancy(context, next) {
        const identity = await identify(context.original.source?.headers ?? [])
        const { tenant, key } = identity
        const choice = choiceOf(askedModels(context.request), [tenant, key], targetsOf)
        context.caller = { ...callerOf(identity), ...(choice === undefined ? {} : { choice }) }
        checkRights(context.request, [tenant, key], targetsOf)
        require(context, identity)
        const parties = [...(above?.(tenant) ?? []), ...partiesOf(identity)]
        if (parties.length === 0) return next()
        const admission = await limiter.admit(parties, sizeOf(context), (limits) => {
          context.facts.limits = limits
        })
        context.facts.limits = admission.limits()
        context.defer(({ usage, status }) => {
          // Marked by whoever gave an answer that somebody else had paid for.
          const free = context.vars['x-uncharged'] !== undefined
          admission.end(free ? undefined : usage, status)
        })
        return next()
      },

    mayUse: ({ tenant, key }, model) =>
      [tenant, key].every(({ models }) => models === undefined || mayUse(model, models, targetsOf)),
    choiceOf: ({ tenant, key }, models) => choiceOf(models, [tenant, key], targetsOf),

    tenants: () => merged(feed?.directory().tenants, fixed.tenants),
    keys: (tenant) =>
      merged(feed?.directory().keys, fixed.keys).filter(
        (key) => tenant === undefined || key.tenant === tenant,
      ),

    hasTenants: () => fixed.tenants.size > 0 || (feed?.directory().tenants.size ?? 0) > 0,
    isKnown: () => feed?.isKnown() ?? true,

    configure(tenants) {
      fixed = fixedDirectory(tenants, hash)
    },

    close() {
      feed?.close()
      limiter.close()
    },
  }
}

function callerOf({ tenant, key }: Identity): NonNullable<Context['caller']> {
  const tags = [...(tenant.tags ?? []), ...(key.tags ?? [])]
  return {
    tenant: tenant.name,
    key: key.id,
    ...(key.user === undefined ? {} : { user: key.user }),
    ...(tags.length === 0 ? {} : { tags }),
  }
}

function partiesOf({ tenant, key }: Identity): readonly LimitedParty[] {
  const parties: LimitedParty[] = []
  if (tenant.limits !== undefined)
    parties.push({ name: `tenant:${tenant.name}`, limits: tenant.limits })
  if (tenant.userLimits !== undefined && key.user !== undefined)
    parties.push({ name: `user:${tenant.name}/${key.user}`, limits: tenant.userLimits })
  if (key.limits !== undefined)
    parties.push({ name: `key:${tenant.name}/${key.id}`, limits: key.limits })
  return parties
}

function fixedDirectory(
  tenants: readonly FixedTenant[],
  hash: (text: string) => string,
): Directory {
  const directory = new Directory()
  for (const { keys = [], ...tenant } of tenants) {
    directory.setTenant(tenant)
    for (const { value, ...key } of keys)
      directory.setKey(
        { ...key, tenant: tenant.name, hashes: [{ hash: hash(value.reveal()) }] },
        `${tenant.name}/${key.id}`,
      )
  }
  return directory
}

function merged<Value>(
  stored: ReadonlyMap<string, Value> | undefined,
  fixed: ReadonlyMap<string, Value>,
): readonly Value[] {
  return [...new Map([...(stored ?? []), ...fixed]).values()]
}

const utf8 = new TextEncoder()

function portableHash(text: string): string {
  return Array.from(sha256(utf8.encode(text)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  )
}
