import type { ModelEntry } from './model-entry.ts'

const dayMs = 86_400_000

/** What to tell a user of a model that goes away. */
export interface DeprecationNotice {
  readonly state: 'deprecated' | 'retires_soon' | 'retired'
  readonly model: string
  readonly retires?: string | undefined
  readonly successor?: string | undefined
  readonly message: string
}

/** A notice while one is due: `retires_soon` within the last 30 days. */
export function deprecationNotice(entry: ModelEntry, at: number): DeprecationNotice | undefined {
  const { deprecation, provider } = entry
  if (deprecation === undefined && entry.status !== 'deprecated') return undefined
  const { retires, successor } = deprecation ?? {}
  const end = retires === undefined ? Infinity : Date.parse(retires)
  const state = at >= end ? 'retired' : at >= end - 30 * dayMs ? 'retires_soon' : 'deprecated'
  const model = `${provider}/${entry.model}`
  const when =
    retires === undefined
      ? 'is deprecated'
      : state === 'retired'
        ? `was retired on ${retires}`
        : `is deprecated and retires on ${retires}`
  const isWhole = successor?.includes('/') === true
  const next = successor === undefined ? '' : `; use ${isWhole ? '' : `${provider}/`}${successor}`
  return { state, model, retires, successor, message: `${model} ${when}${next}.` }
}
