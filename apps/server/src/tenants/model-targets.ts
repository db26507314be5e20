import type { Config } from '../config/config.ts'

/** What a name that clients send leads to, so that a key for `openai/*` may use an alias of it. */
export function modelTargets(config: Config, model: string): readonly string[] | undefined {
  const alias = config.models.find(({ name }) => name === model)
  if (alias !== undefined)
    return alias.targets.map((target) => `${target.provider}/${target.model}`)
  const providers = config.providers.filter(({ models }) => models.includes(model))
  return providers.length === 0 ? undefined : providers.map(({ name }) => `${name}/${model}`)
}
