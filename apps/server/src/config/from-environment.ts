import { Secret } from '@signalbox/core'

import { findAwsKey } from '../secrets/aws-chain.ts'
import { adapterNames, adapterTable, type AdapterName } from './adapter-table.ts'
import { defaultServer, type Config, type ProviderConfig, type ProviderKey } from './config.ts'
import { demoProviders } from './demo.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** Asks a local Ollama for its models; undefined when none answers. */
export type ProbeOllama = () => Promise<readonly string[] | undefined>

/** A configuration without a file, and where each part of it came from. */
export interface EnvironmentConfig {
  readonly config: Config
  /** Dotted path → origin. */
  readonly origins: ReadonlyMap<string, string>
}

/** Providers from the keys in the environment and a local Ollama; three simulated ones when there are none. */
export async function configFromEnvironment(
  env: Environment,
  { probeOllama }: { probeOllama: ProbeOllama },
): Promise<EnvironmentConfig> {
  const origins = new Map<string, string>()
  const found = adapterNames.flatMap((adapter) => {
    const key = findKey(adapter, env)
    if (key === undefined) return []
    origins.set(`providers.${adapter}`, key.from)
    const { regionFrom } = adapterTable[adapter]
    if (regionFrom === undefined) return [provider(adapter, key)]
    const name = regionFrom.variables.find((each) => (env[each] ?? '') !== '')
    if (name !== undefined) origins.set(`providers.${adapter}.region`, `env ${name}`)
    const region = name === undefined ? undefined : env[name]
    return [{ ...provider(adapter, key), region: region ?? regionFrom.otherwise }]
  })
  const local = await probeOllama()
  if (local !== undefined) {
    origins.set('providers.ollama', 'answered on http://127.0.0.1:11434')
    found.push({ ...provider('ollama'), tags: ['local'], models: local })
  }
  const adminKey = env['SIGNALBOX_ADMIN_KEY'] ?? ''
  if (adminKey !== '') origins.set('server.adminKey', 'env SIGNALBOX_ADMIN_KEY')
  const server =
    adminKey === '' ? defaultServer : { ...defaultServer, adminKey: new Secret(adminKey) }
  const isDemo = found.length === 0
  const providers = isDemo ? demoProviders : found
  for (const { name, demo } of providers)
    if (demo) origins.set(`providers.${name}`, 'simulated: no key found')
  const config = { server, providers, models: [] }
  // The demo shows what the gateway does to content.
  return { config: isDemo ? { ...config, safety: { default: 'standard' } } : config, origins }
}

interface FoundKey {
  readonly key: Omit<ProviderKey, 'id'>
  readonly from: string
}

function findKey(adapter: AdapterName, env: Environment): FoundKey | undefined {
  const { environment, foundKey } = adapterTable[adapter]
  const variable = environment?.find((each) => (env[each] ?? '') !== '')
  if (variable !== undefined)
    return { key: { value: new Secret(env[variable] ?? '') }, from: `env ${variable}` }
  const found = foundKey === undefined ? undefined : findAwsKey(env)
  if (foundKey === undefined || found === undefined) return undefined
  // By reference: what lies in a file may be replaced while the gateway runs.
  return { key: { value: new Secret(foundKey), isReference: true }, from: found.from }
}

function provider(adapter: AdapterName, found?: FoundKey): ProviderConfig {
  return {
    name: adapter,
    adapter,
    keys: found === undefined ? [] : [{ id: 'default', ...found.key }],
    api: 'auto',
    tags: [],
    timeouts: {},
    models: adapterTable[adapter].models,
    demo: false,
  }
}
