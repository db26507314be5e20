import type { Logger } from '@signalbox/core'
import { StoreError } from '@signalbox/store'

import { defaultStore, openStores, type Stores, type StoreUrls } from './open-stores.ts'

/** The configured stores; without a word about them a file, and memory where that cannot be had. */
export async function openDefaultStores(
  urls: StoreUrls,
  options: { readonly cwd?: string | undefined; readonly logger?: Logger | undefined } = {},
): Promise<Stores> {
  if (urls.store !== undefined) return openNamed(urls, urls.store, options)
  let stores: Stores | undefined
  try {
    stores = openStores({ ...urls, store: defaultStore }, options)
    await stores.engine.ready()
    return stores
  } catch (error) {
    await stores?.close().catch(() => undefined)
    const message = error instanceof Error ? error.message : String(error)
    options.logger?.warn(
      `tenants, keys and money are kept in memory only: ${message} (set "store" to choose a place)`,
    )
    return openStores({ ...urls, store: 'memory:' }, options)
  }
}

/** A file that cannot be opened is told at once; a server may come later. */
async function openNamed(
  urls: StoreUrls,
  store: string,
  options: { readonly cwd?: string | undefined; readonly logger?: Logger | undefined },
): Promise<Stores> {
  const stores = openStores(urls, options)
  if (!store.startsWith('sqlite:')) {
    stores.engine.ready().catch((error: unknown) => {
      if (error instanceof StoreError && error.reason === 'newer-schema')
        options.logger?.error(error.message)
    })
    return stores
  }
  try {
    await stores.engine.ready()
    return stores
  } catch (error) {
    await stores.close().catch(() => undefined)
    throw error
  }
}
