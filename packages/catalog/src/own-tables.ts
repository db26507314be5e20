import { tables } from './data/tables.ts'
import type { ProviderModels } from './model-entry.ts'
import { readTable } from './read-table.ts'
import type { Snapshot } from './snapshot.ts'

/** The tables of this package, each read when it is first asked for. */
export function ownTables(): Snapshot {
  const read = new Map<string, ProviderModels>()
  return {
    id: 'tables',
    providers: Object.values(tables).map(({ provider: id, adapter, host }) => ({
      id,
      adapter,
      host,
    })),
    models: (provider) => {
      const known = read.get(provider)
      const table = tables[provider]
      if (known !== undefined || table === undefined) return known
      const models = readTable(table)
      read.set(provider, models)
      return models
    },
  }
}
