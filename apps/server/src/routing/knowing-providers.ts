import { adapterTable } from '../config/adapter-table.ts'
import type { ProviderConfig } from '../config/config.ts'

/** Whether the catalogue lists this model for this provider. */
export type Lists = (provider: string, model: string) => boolean

/** Who serves a bare model id: those that have it as theirs, else those of whose vendor the catalogue knows it. */
export function knowingProviders(
  providers: readonly ProviderConfig[],
  lists: Lists,
  model: string,
): readonly ProviderConfig[] {
  const own = providers.filter(({ models }) => models.includes(model))
  if (own.length > 0) return own
  return providers.filter((each) => isListed(each) && lists(each.name, model))
}

/** Whether the ids of its models are known here; a server of one's own may have any. */
export function isListed({ adapter }: ProviderConfig): boolean {
  return adapterTable[adapter].models.length > 0
}
