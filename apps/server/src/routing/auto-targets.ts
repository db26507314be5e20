import type { Config, TargetConfig } from '../config/config.ts'

/** What `auto` stands for: every target of every name, else every provider's default model. */
export function autoTargets({ models, providers }: Config): readonly TargetConfig[] {
  const named = models.flatMap(({ targets }) => targets)
  if (named.length > 0)
    // Weights count among the targets of one name, not among all.
    return named.map(({ provider, model, when, quality }) => ({ provider, model, when, quality }))
  return providers.flatMap(({ name, models: [model] }) =>
    model === undefined ? [] : [{ provider: name, model }],
  )
}
