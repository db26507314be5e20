import type { Config, ProviderConfig } from './config.ts'
import { featuresOf } from './features.ts'
import type { LoadedConfig } from './loaded-config.ts'
import { maskSecrets } from './mask-secrets.ts'
import type { Path } from './path.ts'
import { isSecretField } from './schema-paths.ts'

/** One effective value, as it may be shown. */
export interface DescribedValue {
  readonly path: string
  readonly value: string | number | boolean
  readonly origin: string
}

const hidden = '[secret]'

/** Every effective value with its origin, secrets hidden. */
export function describeConfig({ config, origin }: LoadedConfig): readonly DescribedValue[] {
  return flatten(config).map(([path, value]) => ({
    path,
    value,
    origin: originOf(path, origin.values),
  }))
}

type Entry = readonly [path: string, value: string | number | boolean]

function flatten(config: Config): Entry[] {
  const { server, providers, models } = config
  return [
    ['server.host', server.host],
    ['server.port', server.port],
    ...(server.adminKey === undefined ? [] : [['server.adminKey', hidden] as const]),
    ...(server.maxBodyMegabytes === undefined
      ? []
      : [['server.maxBodyMegabytes', server.maxBodyMegabytes] as const]),
    ...providers.flatMap(flattenProvider),
    ...models.flatMap(({ name, targets }) =>
      targets.map(({ provider, model, weight }, index): Entry => {
        const suffix = weight === undefined ? '' : ` (weight ${String(weight)})`
        return [`models.${name}.targets.${String(index)}`, `${provider}/${model}${suffix}`]
      }),
    ),
    ...flattenValue(featuresOf(config), []),
  ]
}

function flattenValue(value: unknown, path: Path): Entry[] {
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, entry]) =>
      flattenValue(entry, [...path, Array.isArray(value) ? Number(key) : key]),
    )
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
    return []
  return [[path.join('.'), isSecretField(path) ? hidden : shown(value)]]
}

/** An address may hold a password. */
function shown(value: Entry[1]): Entry[1] {
  return typeof value === 'string' ? maskSecrets(value) : value
}

function flattenProvider(provider: ProviderConfig): Entry[] {
  const { name, keys, tags, baseUrl } = provider
  const at = (field: string, value: Entry[1] | undefined): Entry[] =>
    value === undefined ? [] : [[`providers.${name}.${field}`, value]]
  const [first] = keys
  const isSingle = keys.length === 1 && first?.id === 'default'
  return [
    ...at('adapter', provider.adapter),
    ...at('demo', provider.demo ? true : undefined),
    ...(isSingle
      ? at('apiKey', hidden)
      : keys.flatMap(({ id, limits }, index) => [
          ...at(`keys.${String(index)}.id`, id),
          ...at(`keys.${String(index)}.value`, hidden),
          ...group(`keys.${String(index)}.limits`, limits),
        ])),
    ...at('baseUrl', baseUrl),
    ...at('api', provider.api),
    ...tags.flatMap((tag, index) => at(`tags.${String(index)}`, tag)),
    ...group('timeouts', provider.timeouts),
    ...group('limits', provider.limits),
    ...at('project', provider.project),
    ...at('region', provider.region),
    ...at('resource', provider.resource),
    ...at('apiVersion', provider.apiVersion),
  ]

  function group(field: string, values: object = {}): Entry[] {
    return Object.entries(values).flatMap(([key, value]) =>
      typeof value === 'number' ? at(`${field}.${key}`, value) : [],
    )
  }
}

function originOf(path: string, values: ReadonlyMap<string, string>): string {
  const own = values.get(path)
  if (own !== undefined) return own
  // Without a file a provider has one origin for all its fields.
  const provider = /^providers\.[^.]+/.exec(path)?.[0] ?? ''
  const shared = values.get(provider)
  const isShared = shared !== undefined && /\.(adapter|apiKey|demo)$/.test(path)
  return isShared ? shared : 'default'
}
