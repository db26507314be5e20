import type { Clocks, Secret } from '@signalbox/core'
import type { LearnedModel } from '@signalbox/router'

import type { AdapterName } from './adapter-table.ts'
import type { FeatureSections } from './feature-sections.ts'
import type { KeyLimitsSection, LimitsSection } from './sections/providers.ts'

/** Everything the gateway runs on: checked, references resolved, never changed. */
export interface Config extends FeatureSections {
  readonly server: ServerConfig
  readonly providers: readonly ProviderConfig[]
  readonly models: readonly ModelConfig[]
  /** Fitted models by the name their policies give them. */
  readonly learned?: Readonly<Record<string, LearnedModel>> | undefined
}

export interface ServerConfig {
  readonly host: string
  readonly port: number
  readonly adminKey?: Secret | undefined
  /** Takes a restart. */
  readonly maxBodyMegabytes?: number | undefined
}

/** One entry of `providers`. */
export interface ProviderConfig {
  readonly name: string
  readonly adapter: AdapterName
  /** Empty for a provider that asks for none. */
  readonly keys: readonly ProviderKey[]
  readonly baseUrl?: string | undefined
  readonly api: 'auto' | 'chat' | 'responses'
  readonly tags: readonly string[]
  /** Only what the operator set; the rest is the gateway's default. */
  readonly timeouts: Partial<Clocks>
  readonly limits?: LimitsSection | undefined
  readonly project?: string | undefined
  readonly region?: string | undefined
  readonly resource?: string | undefined
  readonly apiVersion?: string | undefined
  /** Its name in the catalogue of prices. */
  readonly catalog?: string | undefined
  /** Ids that are known to be served; the first is the default. Others are passed on as they come. */
  readonly models: readonly string[]
  /** Simulated: everything that comes from it says DEMO. */
  readonly demo: boolean
}

export interface ProviderKey {
  readonly id: string
  /** The key, or a reference to it such as `vault:kv/data/llm#openai`. */
  readonly value: Secret
  readonly isReference?: true | undefined
  readonly weight?: number | undefined
  readonly account?: string | undefined
  readonly limits?: KeyLimitsSection | undefined
}

/** One entry of `models`: a name that clients may send. */
export interface ModelConfig {
  readonly name: string
  readonly policy?: string | undefined
  readonly targets: readonly TargetConfig[]
}

export interface TargetConfig {
  readonly provider: string
  readonly model: string
  readonly weight?: number | undefined
  readonly when?: string | undefined
  readonly quality?: number | undefined
}

/** Where the gateway listens when nothing else is said. */
export const defaultServer: ServerConfig = { host: '127.0.0.1', port: 4400 }
