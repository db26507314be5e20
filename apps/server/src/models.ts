import type { JsonObject } from '@signalbox/core'

import type { Config } from './config/config.ts'

/** One model that clients may name. */
export interface ModelEntry {
  readonly id: string
  /** A provider's name, or `signalbox` for the gateway's own names. */
  readonly owner: string
  readonly demo: boolean
  /** What may answer, best first. */
  readonly targets: readonly string[]
  /** Prices, limits and ends of life, where its format has room. */
  readonly facts?: JsonObject | undefined
}

/** Every name a client may send: `auto`, the entries of `models`, the known models of each provider. */
export function listModels({ models, providers }: Config): readonly ModelEntry[] {
  const demo = new Set(providers.filter((each) => each.demo).map(({ name }) => name))
  const own = models.map(({ name, targets }): ModelEntry => {
    const ids = targets.map(({ provider, model }) => `${provider}/${model}`)
    const isDemo = targets.every(({ provider }) => demo.has(provider))
    return { id: name, owner: 'signalbox', demo: isDemo, targets: ids }
  })
  const auto: ModelEntry = {
    id: 'auto',
    owner: 'signalbox',
    demo: providers.every((provider) => provider.demo),
    targets: [],
  }
  const served = providers.flatMap((provider) =>
    provider.models.map((model): ModelEntry => {
      const id = `${provider.name}/${model}`
      return { id, owner: provider.name, demo: provider.demo, targets: [id] }
    }),
  )
  const names = new Set(models.map(({ name }) => name))
  return [...(names.has('auto') ? [] : [auto]), ...own, ...served]
}

/** The entry a client asks for by id; a bare id finds the first provider that is known to serve it. */
export function findModel(entries: readonly ModelEntry[], id: string): ModelEntry | undefined {
  const exact = entries.find((entry) => entry.id === id)
  if (exact !== undefined) return exact
  const served = entries.find((entry) => entry.id === `${entry.owner}/${id}`)
  return served === undefined ? undefined : { ...served, id }
}

/** The name a reader sees. */
export function displayName({ id, demo }: ModelEntry): string {
  return demo ? `${id} (DEMO)` : id
}
