import type { Target } from '@signalbox/core'

import { adapterTable } from '../config/adapter-table.ts'
import type { ProviderConfig } from '../config/config.ts'

/** A model of a provider as a target, whatever wire a client speaks. */
export function targetOf(provider: ProviderConfig, model: string): Target {
  const { name, tags, project, region } = provider
  return {
    id: `${name}/${model}`,
    provider: name,
    model,
    baseUrl: baseUrlOf(provider),
    region,
    account: project,
    credential: name,
    tags,
  }
}

function baseUrlOf({ adapter, baseUrl }: ProviderConfig): string | undefined {
  const { addedPath = '' } = adapterTable[adapter]
  return baseUrl === undefined ? undefined : baseUrl + addedPath
}
