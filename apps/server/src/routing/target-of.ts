import type { Target } from '@signalbox/core'

import { adapterTable } from '../config/adapter-table.ts'
import type { Config, ProviderConfig, TargetConfig } from '../config/config.ts'

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

/** Targets of an entry under `models`, those of providers that are there. */
export function targetsOf(
  { providers }: Pick<Config, 'providers'>,
  entries: readonly Pick<TargetConfig, 'provider' | 'model'>[],
): readonly Target[] {
  return entries.flatMap(({ provider: name, model }) => {
    const provider = providers.find((each) => each.name === name)
    return provider === undefined ? [] : [targetOf(provider, model)]
  })
}

function baseUrlOf({ adapter, baseUrl }: ProviderConfig): string | undefined {
  const { addedPath = '' } = adapterTable[adapter]
  return baseUrl === undefined ? undefined : baseUrl + addedPath
}
