import type { Clock, JsonValue, KvStore } from '@signalbox/core'

import { download, type RefreshFetch } from './download.ts'
import type { ProviderModels, SourceRef } from './model-entry.ts'
import { readGenaiPrices } from './read-genai-prices.ts'
import { readModelsDev } from './read-models-dev.ts'
import {
  admit,
  decodeRows,
  encodeRows,
  type GateOptions,
  type PriceChange,
  type RefreshedRows,
} from './refreshed-layer.ts'
import type { GateFinding } from './sanity-gate.ts'

/** A list on the network and how to read it. */
export interface RefreshSource {
  readonly id: string
  readonly url: string
  read(json: JsonValue, source: Pick<SourceRef, 'id' | 'date'>): readonly ProviderModels[]
}

/** How refreshes are done; without `fetch` there are none. */
export interface RefreshOptions {
  readonly fetch: RefreshFetch
  readonly sources?: readonly RefreshSource[] | undefined
  /** Only these providers, in the catalogue's names; all when absent. */
  readonly providers?: readonly string[] | undefined
  /** Keeps accepted rows over a restart. */
  readonly store?: KvStore | undefined
  readonly timeoutMs?: number | undefined
  readonly maxBytes?: number | undefined
}

/** What came of one source. */
export interface SourceReport {
  readonly source: string
  readonly result: 'accepted' | 'unchanged' | 'refused' | 'failed'
  readonly error?: string | undefined
}

/** What a refresh did. */
export interface RefreshReport {
  readonly sources: readonly SourceReport[]
  readonly changes: readonly PriceChange[]
  readonly findings: readonly GateFinding[]
  readonly refused: Readonly<Record<string, string>>
}

/** When a list was last known to be what its source says. */
export interface SourceTime {
  readonly source: string
  /** Unix ms; after a restart the day of its newest row. */
  readonly at: number
}

/** Holds the accepted rows. */
export interface Refresher {
  rows(): RefreshedRows
  /** When each list was last known to be current. */
  sources(): readonly SourceTime[]
  refresh(only?: string): Promise<RefreshReport>
  /** Accepted rows of an earlier run; false when there are none. */
  restore(): Promise<boolean>
  /** Puts back what was in force before the last accepted refresh. */
  rollback(): void
}

/** The two lists that need no key. */
const openSources: readonly RefreshSource[] = [
  {
    id: 'genai-prices',
    url: 'https://raw.githubusercontent.com/pydantic/genai-prices/main/prices/new_data/v2/data.json',
    read: readGenaiPrices,
  },
  { id: 'models.dev', url: 'https://models.dev/api.json', read: readModelsDev },
]

const storeKey = 'catalog:refreshed'
const keptMs = 90 * 86_400_000

/** Refreshes on request; a failure changes nothing. */
export function createRefresher(
  options: RefreshOptions,
  clock: Pick<Clock, 'wall'>,
  gateOptions: Pick<GateOptions, 'known' | 'billedRecently'>,
): Refresher {
  const { sources = openSources, timeoutMs = 5000, maxBytes = 20_000_000, store } = options
  const etags = new Map<string, string>()
  const last = new Map<string, readonly ProviderModels[]>()
  const current = new Map<string, number>()
  let rows: RefreshedRows = new Map()
  let before: RefreshedRows = rows

  const load = async (source: RefreshSource): Promise<SourceReport> => {
    try {
      const etag = etags.get(source.id)
      const got = await download(options.fetch, source.url, { etag, timeoutMs, maxBytes })
      if (got.type === 'unchanged') return { source: source.id, result: 'unchanged' }
      const date = new Date(clock.wall()).toISOString().slice(0, 10)
      const lists = source.read(got.json, { id: source.id, date })
      if (!lists.some(({ models }) => models.size > 0))
        throw new Error(`${source.url} lists no models.`)
      const wanted = options.providers
      last.set(
        source.id,
        wanted === undefined ? lists : lists.filter(({ facts }) => wanted.includes(facts.id)),
      )
      if (got.etag !== undefined) etags.set(source.id, got.etag)
      return { source: source.id, result: 'accepted' }
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error)
      return { source: source.id, result: 'failed', error: text }
    }
  }

  return {
    rows: () => rows,
    sources: () => Array.from(current, ([source, at]) => ({ source, at })),
    refresh: async (only) => {
      const asked = sources.filter(({ id }) => only === undefined || id === only)
      const loaded = await Promise.all(asked.map(load))
      const reports: SourceReport[] = []
      const all = { changes: [] as PriceChange[], findings: [] as GateFinding[] }
      const refused: Record<string, string> = {}
      let next = rows
      for (const report of loaded) {
        if (report.result === 'unchanged') current.set(report.source, clock.wall())
        if (report.result !== 'accepted') {
          reports.push(report)
          continue
        }
        const others = [...last].flatMap(([id, lists]) => (id === report.source ? [] : lists))
        const lists = last.get(report.source) ?? []
        const admitted = admit(lists, { ...gateOptions, rows: next, others, at: clock.wall() })
        next = admitted.rows
        all.changes.push(...admitted.changes)
        all.findings.push(...admitted.findings)
        Object.assign(refused, admitted.refused)
        const whole = Object.keys(admitted.refused).length === lists.length
        reports.push(whole ? { ...report, result: 'refused' } : report)
        if (!whole) current.set(report.source, clock.wall())
      }
      if (next !== rows) {
        before = rows
        rows = next
        await store?.set(storeKey, new TextEncoder().encode(encodeRows(rows)), keptMs)
      }
      return { sources: reports, ...all, refused }
    },
    restore: async () => {
      const bytes = await store?.get(storeKey)
      const kept = bytes === undefined ? undefined : decodeRows(new TextDecoder().decode(bytes))
      if (kept === undefined) return false
      rows = kept
      for (const { source } of [...rows.values()].flatMap((models) => [...models.values()])) {
        const at = Date.parse(source.date)
        if (at > (current.get(source.id) ?? 0)) current.set(source.id, at)
      }
      return true
    },
    rollback: () => {
      rows = before
    },
  }
}
