import { Secret } from '@signalbox/core'

import { adapterNames, adapterTable, type AdapterName } from './adapter-table.ts'
import { defaultServer, type Config, type ProviderConfig } from './config.ts'
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
    const variable = adapterTable[adapter].environment?.find((each) => (env[each] ?? '') !== '')
    if (variable === undefined) return []
    origins.set(`providers.${adapter}`, `env ${variable}`)
    return [provider(adapter, env[variable] ?? '')]
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

function provider(adapter: AdapterName, key?: string): ProviderConfig {
  return {
    name: adapter,
    adapter,
    keys: key === undefined ? [] : [{ id: 'default', value: new Secret(key) }],
    api: 'auto',
    tags: [],
    timeouts: {},
    models: adapterTable[adapter].models,
    demo: false,
  }
}

const later: readonly (readonly [variable: string, what: string])[] = [
  ['COHERE_API_KEY', 'Cohere'],
  ['AWS_ACCESS_KEY_ID', 'Bedrock'],
  ['AWS_PROFILE', 'Bedrock'],
]

/** Names of credentials that were seen but that this version cannot use yet. */
export function laterCredentials(env: Environment): readonly string[] {
  return later
    .filter(([variable]) => (env[variable] ?? '') !== '')
    .map(([variable, what]) => `${variable} (${what})`)
}
