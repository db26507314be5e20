import { GatewayError, type Hints, type Target } from '@signalbox/core'
import type { Asked } from '@signalbox/router'

import { adapterTable, secondFamily } from '../config/adapter-table.ts'
import type { Config, ProviderConfig } from '../config/config.ts'
import { didYouMean } from '../config/edit-distance.ts'
import { splitTarget } from '../config/split-target.ts'
import { isListed, knowingProviders, type Lists } from './knowing-providers.ts'
import { targetOf } from './target-of.ts'

/** What a request says about where it wants to go. */
export interface Ask {
  readonly model: string
  /** The wire the client speaks. */
  readonly wire?: string | undefined
  readonly hints?: Hints | undefined
}

/** What an ask stands for, fallbacks last; throws `unknown_model` or `invalid_request`. */
export type Resolver = (ask: Ask) => readonly Asked[]

/** A resolver over one configuration. */
export function createResolver(config: Config, lists: Lists): Resolver {
  const index: Index = {
    config,
    lists,
    providers: new Map(config.providers.map((provider) => [provider.name, provider])),
    names: new Set(config.models.map(({ name }) => name)),
    classes: new Set([
      'restricted',
      ...Object.values(config.policies ?? {}).flatMap(({ dataClasses = {} }) =>
        Object.keys(dataClasses),
      ),
    ]),
  }
  return function resolve(ask) {
    checkDataClass(index, ask.hints)
    const first = ask.hints?.route ?? ask.model
    const rest = ask.hints?.models ?? []
    const names = first === '' && rest.length > 0 ? rest : [first, ...rest]
    const param = ask.hints?.route === undefined ? 'model' : 'x-signalbox-route'
    return names.flatMap((name, i) => lookUp(index, ask, name, i === 0 ? param : 'models'))
  }
}

interface Index {
  readonly config: Config
  readonly lists: Lists
  readonly providers: ReadonlyMap<string, ProviderConfig>
  /** The entries of `models`. */
  readonly names: ReadonlySet<string>
  readonly classes: ReadonlySet<string>
}

/** A `models` entry, `auto`, `provider/model`, a known id, or what only a provider itself can know. */
function lookUp(index: Index, ask: Ask, name: string, param: string): readonly Asked[] {
  const { config, providers, names } = index
  if (names.has(name)) return [name]
  // The header names an entry of `models` and nothing else.
  if (param === 'x-signalbox-route') throw unknown(config, name, param)
  if (name === 'auto') return [auto(config)]
  const halves = splitTarget(name)
  const named = halves === undefined ? undefined : providers.get(halves.provider)
  if (halves !== undefined && named !== undefined) return [[targetOf(named, halves.model)]]
  const knowing = knowingProviders(config.providers, index.lists, name)
  if (knowing.length > 0) return homeFirst(knowing, ask).map((each) => serving(each, name))
  const own = name === '' ? undefined : ownProvider(config.providers, ask.wire, name)
  const mayKnow = own !== undefined && (halves === undefined || adapterTable[own.adapter].slashIds)
  if (own !== undefined && mayKnow === true) return [[targetOf(own, name)]]
  throw unknown(config, name, param)
}

/** At the caller's own kind of provider nothing needs translation. */
function homeFirst(
  providers: readonly ProviderConfig[],
  { wire }: Ask,
): readonly (readonly ProviderConfig[])[] {
  const home = providers.filter((provider) => isHome(provider, familyOf(wire)))
  const others = providers.filter((provider) => !home.includes(provider))
  return [home, others].filter((tier) => tier.length > 0)
}

function serving(providers: readonly ProviderConfig[], model: string): readonly Target[] {
  return providers.map((provider) => targetOf(provider, model))
}

function familyOf(wire: string | undefined): string | undefined {
  return wire?.split('-')[0]
}

function isHome({ adapter }: ProviderConfig, family: string | undefined): boolean {
  return family !== undefined && adapterTable[adapter].family === family
}

/**
 * The one provider that a caller of this wire can mean with a name nobody knows: the only one there is, or the
 * only one of its kind whose models are not listed. Names that steer a simulator are in no list either.
 */
function ownProvider(
  providers: readonly ProviderConfig[],
  wire: string | undefined,
  name: string,
): ProviderConfig | undefined {
  if (providers.length === 1) return providers[0]
  const own = onlyOfKind(providers, wire)
  return own !== undefined && isListed(own) && !simulated.test(name) ? undefined : own
}

const simulated = /^sim(?:[-?]|$)/

function onlyOfKind(
  providers: readonly ProviderConfig[],
  wire: string | undefined,
): ProviderConfig | undefined {
  const family = familyOf(wire)
  const home = providers.filter((provider) => isHome(provider, family))
  if (home.length > 0 || family !== secondFamily) return home.length === 1 ? home[0] : undefined
  const second = providers.filter(({ adapter }) => adapterTable[adapter].family === undefined)
  return second.length === 1 ? second[0] : undefined
}

function auto({ models, providers }: Config): Asked {
  if (models.length > 0 || providers.some((provider) => provider.models.length > 0)) return 'auto'
  throw new GatewayError(
    'unknown_model',
    '"auto" has nothing to choose from: add an entry under "models" to the configuration.',
    { origin: 'client', param: 'model' },
  )
}

function checkDataClass({ classes }: Index, hints: Hints = {}): void {
  const { dataClass } = hints
  if (dataClass === undefined || classes.has(dataClass)) return
  // An unknown class must not be served as if it were public.
  throw new GatewayError(
    'invalid_request',
    `The header x-signalbox-data-class knows only ${[...classes].map((name) => `"${name}"`).join(', ')}.`,
    { origin: 'client', param: 'x-signalbox-data-class' },
  )
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
