import type { Config } from '../config/config.ts'
import { defaultStore } from '../stores/open-stores.ts'

/** The store of a configuration, and how it may be shown. */
export function storePlace({ store = defaultStore }: Pick<Config, 'store'>): {
  readonly url: string
  readonly shown: string
} {
  return { url: store, shown: withoutPassword(store) }
}

/** An address without who logs in there. */
export function withoutPassword(url: string): string {
  return url.replace(/\/\/[^@/]*@/, '//')
}
