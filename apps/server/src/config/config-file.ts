import type { AdapterName } from './adapter-table.ts'
import type { LimitsConfig } from './config.ts'

/** The shape of a configuration file. */
export interface ConfigFile {
  readonly version: 1
  readonly server?: ServerSection | undefined
  /** Absent: taken from the environment, as without a file. */
  readonly providers?: Readonly<Record<string, ProviderSection>> | undefined
  readonly models?: Readonly<Record<string, ModelSection>> | undefined
}

export interface ServerSection {
  readonly host?: string | undefined
  readonly port?: number | undefined
  readonly adminKey?: string | undefined
}

export interface ProviderSection {
  readonly adapter: AdapterName
  readonly apiKey?: string | undefined
  readonly keys?: readonly KeySection[] | undefined
  readonly baseUrl?: string | undefined
  readonly api?: 'auto' | 'chat' | 'responses' | undefined
  readonly tags?: readonly string[] | undefined
  readonly timeouts?: TimeoutsSection | undefined
  readonly limits?: LimitsConfig | undefined
  readonly project?: string | undefined
  readonly region?: string | undefined
}

export interface KeySection {
  readonly id: string
  readonly value: string
  readonly limits?: LimitsConfig | undefined
}

/** How long each phase of a call may take, in ms. */
export interface TimeoutsSection {
  readonly connectMs?: number | undefined
  readonly firstTokenMs?: number | undefined
  readonly idleMs?: number | undefined
  readonly totalMs?: number | undefined
}

export interface ModelSection {
  readonly targets: readonly (string | WeightedTarget)[]
}

export interface WeightedTarget {
  readonly target: string
  readonly weight?: number | undefined
}
