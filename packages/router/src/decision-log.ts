import type { Usage } from '@signalbox/core'

import type { MadeDecision } from './made-decision.ts'
import type { RouteRequest } from './route-request.ts'

/** A decision with what is needed to learn from its outcome; its text is gone. */
export interface DecisionRecord {
  readonly decision: MadeDecision
  readonly request: RouteRequest
  /** Known only where it was given or looked at. */
  readonly language: string | undefined
  /** Calls under way, by target. */
  calls: Map<string, object> | undefined
  /** Somebody reports attempt by attempt. */
  reported: boolean
  /** A target failed it; who answered then was a fallback. */
  failed: boolean
  /** Unix ms. */
  readonly at: number
  usage: Usage | undefined
  /** The last grade that somebody gave as "score". */
  score: number | undefined
}

/** The last decisions, the oldest forgotten first. */
export interface DecisionLog {
  keep(record: DecisionRecord): void
  find(id: string): DecisionRecord | undefined
  /** Newest first. */
  records(count: number): readonly DecisionRecord[]
  /** The latest requests, newest first. */
  latest(count: number): readonly RouteRequest[]
}

/** Keeps at least half of `max` and never more: two generations, so that forgetting costs nothing. */
export function createDecisionLog(max: number): DecisionLog {
  const half = Math.max(1, Math.floor(max / 2))
  let young = new Map<string, DecisionRecord>()
  let old = new Map<string, DecisionRecord>()
  return {
    keep(record) {
      if (young.size >= half) {
        old = young
        young = new Map()
      }
      young.set(record.decision.id, record)
    },
    find: (id) => young.get(id) ?? old.get(id),
    records,
    latest: (count) => records(count).map(({ request }) => request),
  }

  function records(count: number): readonly DecisionRecord[] {
    if (count <= 0) return []
    return [...old.values(), ...young.values()].slice(-count).toReversed()
  }
}
