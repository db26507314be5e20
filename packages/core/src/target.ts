import type { MediaPart } from './content.ts'
import type { Operation } from './request.ts'

/** One provider and model that can answer; counted by `id` everywhere. */
export interface Target {
  readonly id: string
  readonly provider: string
  readonly model: string
  readonly wire?: string | undefined
  readonly baseUrl?: string | undefined
  readonly region?: string | undefined
  readonly account?: string | undefined
  readonly quotaGroup?: string | undefined
  /** Names a key pool, never a secret. */
  readonly credential?: string | undefined
  readonly tags?: readonly string[] | undefined
  readonly capabilities?: Capabilities | undefined
}

/** Data per (provider, model): the catalogue's over the adapter's row. Absent means unknown. */
export interface Capabilities {
  readonly operations?: readonly Operation[] | undefined
  readonly media?: readonly MediaPart['kind'][] | undefined
  readonly contextTokens?: number | undefined
  readonly maxOutputTokens?: number | undefined
  readonly toolChoice?: readonly ('auto' | 'none' | 'required' | 'tool' | 'allowed')[] | undefined
  readonly parallelToolCalls?: boolean | undefined
  readonly reasoning?: 'none' | 'toggle' | 'effort' | 'budget' | 'level' | undefined
  readonly jsonSchema?: 'native' | 'subset' | 'tool' | 'none' | undefined
  readonly systemMidConversation?: boolean | undefined
  readonly prefill?: boolean | undefined
  readonly maxStops?: number | undefined
  /** Regular expression (source text) that tool call ids must match. */
  readonly callId?: string | undefined
  readonly alternatingRoles?: boolean | undefined
  readonly mergeToolResults?: boolean | undefined
  readonly streamUsage?: boolean | undefined
}

/** Who is asking, as the tenancy stage found out. */
export interface Caller {
  readonly tenant: string
  readonly key?: string | undefined
  readonly user?: string | undefined
  readonly tags?: readonly string[] | undefined
  /** What a name that leaves the choice, such as `auto`, may choose from; absent: all there is. */
  readonly choice?: readonly string[] | undefined
}

/** What an answer cost, in integer nano-USD; `null` is unknown, which is not zero. */
export interface Cost {
  readonly nanoUsd: bigint | null
  readonly basis: 'provider_usage' | 'counted' | 'estimated'
  readonly confidence: string
  readonly priceRowId?: string | undefined
  /** What it adds up from, where that is known; `unit` is a kind of token or whatever is billed. */
  readonly parts?: readonly { readonly unit: string; readonly nanoUsd: bigint }[] | undefined
}

/** A loss on the way to a provider; with `hints.strict` an `unsupported` error instead. `deprecated` is none: the path says what goes away. */
export interface Warning {
  readonly code: 'dropped' | 'clamped' | 'emulated' | 'lossy' | 'repaired' | 'deprecated'
  readonly path: string
  readonly detail: string
}
