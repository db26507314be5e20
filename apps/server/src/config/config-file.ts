import type { FeatureSections } from './feature-sections.ts'
import type { ModelSection } from './sections/models.ts'
import type { ProviderSection } from './sections/providers.ts'
import type { ServerSection } from './sections/server.ts'

/** The shape of a configuration file. */
export interface ConfigFile extends FeatureSections {
  readonly version: 1
  readonly server?: ServerSection | undefined
  /** Absent: taken from the environment, as without a file. */
  readonly providers?: Readonly<Record<string, ProviderSection>> | undefined
  readonly models?: Readonly<Record<string, ModelSection>> | undefined
}
