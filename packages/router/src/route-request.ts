import type { Hints, Target } from '@signalbox/core'

/** The kinds of work that a request may be. */
export const routeKinds = ['chat', 'embedding', 'rerank', 'moderation', 'image', 'audio'] as const

/** What kind of work a request is. */
export type RouteKind = (typeof routeKinds)[number]

/** What a request may need of a target. */
export const routeNeeds = [
  'tools',
  'tool_choice',
  'parallel_tools',
  'vision',
  'audio',
  'video',
  'pdf',
  'json_schema',
  'reasoning',
] as const

/** Something a target must be able to do. */
export type Need = (typeof routeNeeds)[number]

/** Who asks and what for; every field beats what the text suggests. */
export interface RouteMeta {
  readonly task?: string | undefined
  readonly language?: string | undefined
  /** 0 is trivial, 1 as hard as it gets. */
  readonly complexity?: number | undefined
  /** -1 is angry or sad, 1 is glad. */
  readonly sentiment?: number | undefined
  /** The conversation's last tool result is a failure. */
  readonly toolFailed?: boolean | undefined
  /** The user says again what was said before. */
  readonly userRetry?: boolean | undefined
  readonly class?: string | undefined
  readonly sessionId?: string | undefined
  readonly user?: string | undefined
  readonly tenant?: string | undefined
  readonly key?: string | undefined
  readonly tags?: readonly string[] | undefined
  readonly region?: string | undefined
  readonly dataClass?: string | undefined
  /** False keeps a request away from exploration and probes. */
  readonly replaySafe?: boolean | undefined
  readonly maxUsd?: number | undefined
  readonly maxLatencyMs?: number | undefined
  readonly minQuality?: number | undefined
  /** Free names, readable by conditions as `metadata.<name>`. */
  readonly metadata?: Readonly<Record<string, string>> | undefined
}

/** A name of the router's table, or targets that no name stands for. */
export type Asked = string | readonly Target[]

/** One question to the router: which target should answer this. */
export interface RouteRequest {
  /** Becomes the decision's id and seeds its draws; the same id draws the same. */
  readonly id?: string | undefined
  readonly kind: RouteKind
  /** An alias, `provider/model` or `auto`. */
  readonly model: string
  /**
   * What was asked for where the router's own table does not say it all: names of that table, or
   * targets. Each entry after the first is a fallback; absent: `model`, then `hints.models`.
   */
  readonly asked?: readonly Asked[] | undefined
  /** Read for signals only, never kept. */
  readonly text?: string | undefined
  readonly inputTokens: number
  readonly maxTokens?: number | undefined
  readonly needs?: readonly Need[] | undefined
  readonly stream?: boolean | undefined
  /** Same value, same prompt prefix: what a provider's prompt cache keys on. */
  readonly affinityKey?: string | undefined
  /** Tags every target must carry. */
  readonly requires?: readonly string[] | undefined
  /** Names or globs of targets this caller may use; absent means all. */
  readonly allowed?: readonly string[] | undefined
  /** Targets already tried or bound by earlier state: nothing else will do. */
  readonly pins?: readonly { readonly target: string; readonly why: string }[] | undefined
  readonly meta?: RouteMeta | undefined
  readonly hints?: Hints | undefined
}
