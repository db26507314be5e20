import type { ProviderFacts } from './model-entry.ts'

/** What the configuration says of a provider. */
export interface ProviderConfig {
  /** Its name in the catalogue, over every guess. */
  readonly catalog?: string | undefined
  readonly adapter?: string | undefined
  readonly baseUrl?: string | undefined
}

/** Engines that run on own hardware: a token costs nothing. */
const localAdapters: ReadonlySet<string> = new Set(['ollama', 'vllm', 'simulator'])

/** A configured name in terms of the catalogue. */
export interface NamedProvider {
  readonly id: string
  readonly local: boolean
}

/** The configured `catalog`, else the provider of that host, else of that adapter, else the name. */
export function nameProvider(
  name: string,
  config: ProviderConfig,
  known: readonly ProviderFacts[],
): NamedProvider {
  const { catalog, adapter = name, baseUrl } = config
  if (catalog !== undefined) return { id: catalog, local: false }
  const host = baseUrl === undefined ? undefined : /^https?:\/\/([^/:?#]+)/.exec(baseUrl)?.[1]
  const byHost = known.find((facts) => facts.host !== undefined && facts.host === host)
  if (byHost !== undefined) return { id: byHost.id, local: false }
  if (localAdapters.has(adapter)) return { id: name, local: true }
  const byName = known.find(({ id }) => id === name)
  const byAdapter = known.find((facts) => facts.adapter === adapter)
  const found = config.adapter === undefined ? (byName ?? byAdapter) : (byAdapter ?? byName)
  return { id: found?.id ?? name, local: false }
}
