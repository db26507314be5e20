import type { Config, TargetConfig } from '../config/config.ts'
import { autoTargets } from '../routing/auto-targets.ts'
import { knowingProviders, type Lists } from '../routing/knowing-providers.ts'

/** What a name that clients send leads to, so that a key for `openai/*` may use an alias of it, and `auto` for its part. */
export function modelTargets(
  config: Config,
  model: string,
  lists: Lists,
): readonly string[] | { readonly anyOf: readonly string[] } | undefined {
  const alias = config.models.find(({ name }) => name === model)
  if (alias !== undefined) return alias.targets.map(nameOf)
  if (model === 'auto')
    return { anyOf: [...config.models.map(({ name }) => name), ...autoTargets(config).map(nameOf)] }
  const providers = knowingProviders(config.providers, lists, model)
  return providers.length === 0 ? undefined : providers.map(({ name }) => `${name}/${model}`)
}

function nameOf({ provider, model }: TargetConfig): string {
  return `${provider}/${model}`
}
