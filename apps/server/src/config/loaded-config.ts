import type { ConfigIssue } from './config-error.ts'
import type { Config } from './config.ts'

/** A configuration and what is known about it. */
export interface LoadedConfig {
  readonly config: Config
  readonly origin: ConfigOrigin
  readonly warnings: readonly ConfigIssue[]
}

/** Where a configuration came from. */
export interface ConfigOrigin {
  readonly kind: 'file' | 'environment'
  /** Absolute. */
  readonly file?: string | undefined
  /** Those that it takes policies from; absolute. */
  readonly files?: readonly string[] | undefined
  /** Dotted path → `signalbox.yaml:3:9`, `env NAME`, …; what is not in it is a default. */
  readonly values: ReadonlyMap<string, string>
}
