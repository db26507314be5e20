import type { Target } from '@signalbox/core'
import type { ModelConfig as RoutedModel, Policy, PolicyFile } from '@signalbox/router'

import type { Config, ModelConfig } from '../config/config.ts'
import { targetOf } from './target-of.ts'

type Entry = Exclude<RoutedModel['targets'][number], Target | string>

/** What the operator routes to is served, also where nobody knows its price. */
const balanced: Policy = { objective: { preset: 'balanced' }, prices: { unknown: 'allow' } }
/** Where every target has a weight, the weights alone decide. */
const weighted: Policy = {
  ...balanced,
  choice: { mode: 'weighted', explore: 0 },
  affinity: { mode: 'off' },
}

/** The router's side of a configuration: names, targets, policies. */
export function policyFileOf(config: Config): PolicyFile {
  const entries = new Map(config.models.map((model) => [model.name, entriesOf(config, model)]))
  const models: Record<string, RoutedModel> = {}
  for (const model of config.models) {
    const targets = entries.get(model.name) ?? []
    models[model.name] = { targets, policy: policyOf(model) }
  }
  const auto = autoEntries(config, [...entries.values()].flat())
  if (models['auto'] === undefined && auto.length > 0) models['auto'] = { targets: auto }
  return {
    models,
    policies: { balanced, weighted, ...config.policies },
    learned: config.learned,
    targets: config.providers.flatMap((provider) =>
      provider.models.map((model) => targetOf(provider, model)),
    ),
  }
}

function policyOf({ policy, targets }: ModelConfig): string | undefined {
  if (policy !== undefined) return policy
  return targets.every(({ weight }) => weight !== undefined) ? 'weighted' : undefined
}

function entriesOf({ providers }: Config, { targets }: ModelConfig): readonly Entry[] {
  return targets.flatMap(({ provider: name, model, ...rest }) => {
    const provider = providers.find((each) => each.name === name)
    return provider === undefined ? [] : [{ ...rest, target: targetOf(provider, model) }]
  })
}

/** Every target of every name, else every provider's default model. */
function autoEntries({ providers }: Config, entries: readonly Entry[]): readonly Entry[] {
  if (entries.length > 0)
    return entries.map(({ target, when, quality }) => ({ target, when, quality }))
  return providers.flatMap((provider) => {
    const [model] = provider.models
    return model === undefined ? [] : [{ target: targetOf(provider, model) }]
  })
}
