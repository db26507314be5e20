import type { Target } from '@signalbox/core'
import type { ModelConfig as RoutedModel, Policy, PolicyFile } from '@signalbox/router'

import type { Config, ModelConfig, TargetConfig } from '../config/config.ts'
import { autoTargets } from './auto-targets.ts'
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
  const models: Record<string, RoutedModel> = {}
  for (const model of config.models)
    models[model.name] = { targets: entriesOf(config, model.targets), policy: policyOf(model) }
  const auto = entriesOf(config, autoTargets(config))
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

function entriesOf({ providers }: Config, targets: readonly TargetConfig[]): readonly Entry[] {
  return targets.flatMap(({ provider: name, model, ...rest }) => {
    const provider = providers.find((each) => each.name === name)
    return provider === undefined ? [] : [{ ...rest, target: targetOf(provider, model) }]
  })
}
