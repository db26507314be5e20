import { isJsonObject, type JsonValue } from '@signalbox/core'

import type { ModelEntry, ProviderModels } from './model-entry.ts'
import { ratesAt } from './rates-at.ts'
import { gate, type GateFinding } from './sanity-gate.ts'
import { sameRate, type Snapshot } from './snapshot.ts'

/** Rows that refreshes brought and the gate let in, by provider and lower-case id. */
export type RefreshedRows = ReadonlyMap<string, ReadonlyMap<string, ModelEntry>>

/** A difference that came into force. */
export interface PriceChange {
  readonly provider: string
  readonly model: string
  readonly field: string
  readonly from: string
  readonly to: string
  /** Unix ms. */
  readonly at: number
  readonly source: string
}

/** What a refresh did. */
export interface GateReport {
  readonly rows: RefreshedRows
  readonly changes: readonly PriceChange[]
  readonly findings: readonly GateFinding[]
  /** Providers whose whole list was refused, with the reason. */
  readonly refused: Readonly<Record<string, string>>
}

/** What the gate measures against. */
export interface GateOptions {
  readonly rows: RefreshedRows
  readonly known: (provider: string) => ProviderModels
  /** The lists of the other sources. */
  readonly others: readonly ProviderModels[]
  readonly billedRecently: (provider: string, model: string) => boolean
  readonly at: number
}

const mostLost = 0.2
const mostChanged = 0.3
/** A change of two rows among three is no flood. */
const smallList = 10

/** Passes one source's lists through the gate, provider by provider. */
export function admit(lists: readonly ProviderModels[], options: GateOptions): GateReport {
  const { at } = options
  const rows = new Map(options.rows)
  const changes: PriceChange[] = []
  const findings: GateFinding[] = []
  const refused: Record<string, string> = {}
  for (const list of lists) {
    const provider = list.facts.id
    const known = options.known(provider)
    const reason = refusal(list, { before: options.rows.get(provider), known, at })
    if (reason !== undefined) {
      refused[provider] = reason
      continue
    }
    const accepted = new Map(rows.get(provider))
    for (const [id, next] of list.models) {
      const current = known.models.get(id)
      if (current !== undefined && samePrices(current, next, at)) continue
      const seconded = secondOf(options.others, provider, id)
      if (current !== undefined && seconded !== undefined && samePrices(current, seconded, at)) {
        findings.push({
          provider,
          model: next.model,
          action: 'kept_last_good',
          rule: 'outvoted',
          to: ratesOf(next, at)['input'],
        })
        continue
      }
      const gated = gate(next, {
        known: current,
        seconded,
        peers: peersOf(lists, provider, { id, at }),
        billedRecently: options.billedRecently(provider, next.model),
        at,
      })
      findings.push(...gated.findings)
      if (gated.entry === undefined) continue
      changes.push(...changesOf(current, gated.entry, at))
      accepted.set(id, withKnownFacts(gated.entry, current))
    }
    rows.set(provider, accepted)
  }
  return { rows, changes, findings, refused }
}

/** The rows as a layer above all others. */
export function refreshedLayer(rows: RefreshedRows): Snapshot {
  return {
    id: 'refreshed',
    providers: [],
    models: (id) => {
      const models = rows.get(id)
      return models === undefined ? undefined : { facts: { id, adapter: id }, models }
    },
  }
}

/** Rows as JSON for a store, and back; undefined when it is not that. */
export function encodeRows(rows: RefreshedRows): string {
  const list = [...rows.values()].flatMap((models) => [...models.values()])
  return JSON.stringify({ schema: 1, list })
}

/** The rows of `encodeRows`; undefined when the text is something else. */
export function decodeRows(text: string): RefreshedRows | undefined {
  const value = JSON.parse(text) as JsonValue
  if (!isJsonObject(value) || value['schema'] !== 1) return undefined
  const list: readonly unknown[] = Array.isArray(value['list']) ? value['list'] : []
  const rows = new Map<string, Map<string, ModelEntry>>()
  for (const entry of list) {
    if (!isModelEntry(entry)) return undefined
    const models = rows.get(entry.provider) ?? new Map<string, ModelEntry>()
    rows.set(entry.provider, models.set(entry.model.toLowerCase(), entry))
  }
  return rows
}

function isModelEntry(value: unknown): value is ModelEntry {
  if (!isJsonObject(value)) return false
  const { provider, model, kind, capabilities, limits, prices, conflicts, source } = value
  return (
    [provider, model, kind, value['confidence']].every((text) => typeof text === 'string') &&
    [capabilities, limits, source].every(isJsonObject) &&
    (prices === null || isJsonObject(prices)) &&
    Array.isArray(conflicts)
  )
}

function refusal(
  list: ProviderModels,
  {
    before,
    known,
    at,
  }: {
    before: ReadonlyMap<string, ModelEntry> | undefined
    known: ProviderModels
    at: number
  },
): string | undefined {
  const lost = [...(before?.keys() ?? [])].filter((id) => !list.models.has(id)).length
  if (before !== undefined && before.size >= smallList && lost > before.size * mostLost)
    return `${String(lost)} of ${String(before.size)} models are gone`
  const shared = [...list.models].flatMap(([id, next]) => {
    const current = known.models.get(id)
    return current?.prices == null || next.prices === null ? [] : [[current, next] as const]
  })
  const changed = shared.filter(([current, next]) => !samePrices(current, next, at)).length
  return shared.length >= smallList && changed > shared.length * mostChanged
    ? `${String(changed)} of ${String(shared.length)} prices would change at once`
    : undefined
}

function ratesOf(
  entry: ModelEntry | undefined,
  at: number,
): Readonly<Record<string, string | undefined>> {
  return ratesAt(entry, at)
}

/** The richer row stays while the shared rates agree: it knows tiers and modes that a list lacks. */
function samePrices(current: ModelEntry, next: ModelEntry, at: number): boolean {
  const [ours, theirs] = [ratesOf(current, at), ratesOf(next, at)]
  const gone = ['input', 'output'].some(
    (unit) => ours[unit] !== undefined && theirs[unit] === undefined,
  )
  if (gone) return false
  return Object.entries(theirs).every(
    ([unit, rate]) =>
      sameRate(ours[unit], rate) || (ours[unit] === undefined && ours['input'] !== undefined),
  )
}

function changesOf(
  current: ModelEntry | undefined,
  next: ModelEntry,
  at: number,
): readonly PriceChange[] {
  const before = ratesOf(current, at)
  const { provider, model, source } = next
  return Object.entries(ratesOf(next, at)).flatMap(([field, to = '']) => {
    const from = before[field]
    return from === undefined || sameRate(from, to)
      ? []
      : [{ provider, model, field, from, to, at, source: source.id }]
  })
}

function withKnownFacts(next: ModelEntry, current: ModelEntry | undefined): ModelEntry {
  if (current === undefined) return next
  return {
    ...current,
    capabilities: { ...current.capabilities, ...next.capabilities },
    limits: { ...current.limits, ...next.limits },
    prices: next.prices,
    source: next.source,
    suspect: next.suspect,
    confidence: next.confidence,
    conflicts: [],
  }
}

function secondOf(
  others: readonly ProviderModels[],
  provider: string,
  id: string,
): ModelEntry | undefined {
  return others.find(({ facts }) => facts.id === provider)?.models.get(id)
}

function peersOf(
  lists: readonly ProviderModels[],
  provider: string,
  { id, at }: { id: string; at: number },
): readonly number[] {
  return lists.flatMap(({ facts, models }) => {
    const rate = facts.id === provider ? undefined : ratesOf(models.get(id), at)['input']
    return rate === undefined ? [] : [Number(rate)]
  })
}
