import { GatewayError, type Hints, type Target } from '@signalbox/core'

import { adapterTable, secondFamily } from './config/adapter-table.ts'
import type { Config, ModelConfig, ProviderConfig } from './config/config.ts'
import { didYouMean } from './config/edit-distance.ts'
import { splitTarget } from './config/split-target.ts'
import { narrowTargets } from './narrow-targets.ts'
import { weightedOrder } from './weighted-order.ts'

/** What a request says about where it wants to go. */
export interface Ask {
  readonly model: string
  /** The wire the client speaks. */
  readonly wire?: string | undefined
  /** Decides between weighted targets, so that a repeated id goes the same way. */
  readonly requestId: string
  readonly hints?: Hints | undefined
  /** Tags every target must carry. */
  readonly requires?: readonly string[] | undefined
}

/** Where it may go, best first. */
export interface Resolution {
  readonly targets: readonly Target[]
  /** The `models` entry that was used. */
  readonly route?: string | undefined
}

/** Answers asks; throws `unknown_model`, `unsupported` or `no_compliant_provider`. */
export type Resolver = (ask: Ask) => Resolution

/** A resolver over one configuration. */
export function createResolver(config: Config): Resolver {
  const index: Index = {
    config,
    providers: new Map(config.providers.map((provider) => [provider.name, provider])),
    models: new Map(config.models.map((model) => [model.name, model])),
  }
  return function resolve(ask) {
    const first = ask.hints?.route ?? ask.model
    const rest = ask.hints?.models ?? []
    const names = first === '' && rest.length > 0 ? rest : [first, ...rest]
    const param = ask.hints?.route === undefined ? 'model' : 'x-signalbox-route'
    const targets = distinct(
      names.flatMap((name, i) => lookUp(index, ask, name, i === 0 ? param : 'models')),
    )
    const route = names.find((name) => index.models.has(name) || name === 'auto')
    const narrowed = narrowTargets(targets, ask.hints, ask.requires)
    return route === undefined ? { targets: narrowed } : { targets: narrowed, route }
  }
}

function distinct(targets: readonly Target[]): readonly Target[] {
  if (targets.length < 2) return targets
  return [...new Map(targets.map((target) => [target.id, target])).values()]
}

interface Index {
  readonly config: Config
  readonly providers: ReadonlyMap<string, ProviderConfig>
  readonly models: ReadonlyMap<string, ModelConfig>
}

/** A `models` entry, `auto`, `provider/model`, a known id, or what the caller's own provider may know. */
function lookUp(index: Index, ask: Ask, name: string, param: string): readonly Target[] {
  const { config, providers, models } = index
  const entry = models.get(name)
  if (entry !== undefined) return entryTargets(index, ask, entry)
  // The header names an entry of `models` and nothing else.
  if (param === 'x-signalbox-route') throw unknown(config, name, param)
  if (name === 'auto') return autoTargets(index, ask)
  const halves = splitTarget(name)
  const named = halves === undefined ? undefined : providers.get(halves.provider)
  if (halves !== undefined && named !== undefined) return [targetOf(named, halves.model, ask)]
  const knowing = config.providers.filter((provider) => provider.models.includes(name))
  if (knowing.length > 0) return homeFirst(knowing, ask).map((each) => targetOf(each, name, ask))
  const own = name === '' ? undefined : ownProvider(config.providers, ask.wire)
  const mayKnow = own !== undefined && (halves === undefined || adapterTable[own.adapter].slashIds)
  if (own !== undefined && mayKnow === true) return [targetOf(own, name, ask)]
  throw unknown(config, name, param)
}

/** At the caller's own kind of provider nothing needs translation. */
function homeFirst(providers: readonly ProviderConfig[], ask: Ask): readonly ProviderConfig[] {
  const home = providers.filter((provider) => isHome(provider, familyOf(ask.wire)))
  return [...home, ...providers.filter((provider) => !home.includes(provider))]
}

function familyOf(wire: string | undefined): string | undefined {
  return wire?.split('-')[0]
}

function isHome({ adapter }: ProviderConfig, family: string | undefined): boolean {
  return family !== undefined && adapterTable[adapter].family === family
}

/** The one provider that a caller of this wire can mean with a name nobody knows. */
function ownProvider(
  providers: readonly ProviderConfig[],
  wire: string | undefined,
): ProviderConfig | undefined {
  if (providers.length === 1) return providers[0]
  const family = familyOf(wire)
  const home = providers.filter((provider) => isHome(provider, family))
  if (home.length > 0 || family !== secondFamily) return home.length === 1 ? home[0] : undefined
  const second = providers.filter(({ adapter }) => adapterTable[adapter].family === undefined)
  return second.length === 1 ? second[0] : undefined
}

function entryTargets(index: Index, ask: Ask, entry: ModelConfig): readonly Target[] {
  const isWeighted = entry.targets.every(({ weight }) => weight !== undefined)
  const ordered = isWeighted
    ? weightedOrder(entry.targets, ask.requestId, ({ provider, model, weight = 0 }) => ({
        id: `${provider}/${model}`,
        weight,
      }))
    : entry.targets
  return ordered.flatMap(({ provider, model }) => {
    const found = index.providers.get(provider)
    return found === undefined ? [] : [targetOf(found, model, ask)]
  })
}

/** The first entry of `models`, else every provider's default model in the order of the file. */
function autoTargets(index: Index, ask: Ask): readonly Target[] {
  const { config } = index
  const [entry] = config.models
  if (entry !== undefined) return entryTargets(index, ask, entry)
  const defaults = config.providers.flatMap((provider) => {
    const [model] = provider.models
    return model === undefined ? [] : [targetOf(provider, model, ask)]
  })
  if (defaults.length > 0) return defaults
  throw new GatewayError(
    'unknown_model',
    '"auto" has nothing to choose from: add an entry under "models" to the configuration.',
    { origin: 'client', param: 'model' },
  )
}

function targetOf(provider: ProviderConfig, model: string, ask: Ask): Target {
  const { name, tags, project, region } = provider
  return {
    id: `${name}/${model}`,
    provider: name,
    model,
    wire: wireOf(provider, ask.wire),
    baseUrl: baseUrlOf(provider),
    region,
    account: project,
    credential: name,
    tags,
  }
}

/** Undefined lets the adapter choose: the client's wire where it has it. */
function wireOf({ adapter, api }: ProviderConfig, wire: string | undefined): string | undefined {
  const { wires } = adapterTable[adapter]
  if (wires === undefined) return undefined
  if (api !== 'auto') return wires[api]
  return wire !== undefined && Object.values(wires).includes(wire) ? wire : undefined
}

function baseUrlOf({ adapter, baseUrl }: ProviderConfig): string | undefined {
  const { addedPath = '' } = adapterTable[adapter]
  return baseUrl === undefined ? undefined : baseUrl + addedPath
}

function unknown({ models, providers }: Config, name: string, param: string): GatewayError {
  const known = [
    ...models.map((model) => model.name),
    ...providers.flatMap((provider) => provider.models),
    ...providers.flatMap((provider) => provider.models.map((id) => `${provider.name}/${id}`)),
  ]
  const entries = ['auto', ...models.map((model) => model.name)].slice(0, 20).join(', ')
  const prefixes = providers.map((provider) => `${provider.name}/…`).join(', ')
  const said = name === '' ? 'The request names no model' : `Nothing serves the model "${name}"`
  const list = `There are ${entries}, and any model of a provider as ${prefixes}.`
  const hint = name === '' ? '' : didYouMean(name, known)
  return new GatewayError('unknown_model', `${said}${hint}. ${list}`, { origin: 'client', param })
}
