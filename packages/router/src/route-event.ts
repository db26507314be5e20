import type { FinishReason, Usage, Verdict } from '@signalbox/core'

import type { DriftEvent } from './drift/drift-monitor.ts'
import type { RenamedModel } from './drift/model-names.ts'
import type { ExperimentEvent } from './experiments/experiment-status.ts'

/** What happened to one attempt of a decided request. Times in ms since the attempt began. */
export type RouteEvent = { readonly target: string } & (
  | { readonly type: 'start' }
  | { readonly type: 'first-token'; readonly ms: number }
  | {
      readonly type: 'end'
      readonly ms: number
      /** Needed to tell the pace of an answer. */
      readonly firstTokenMs?: number | undefined
      /** It came in one piece: whoever waited for it waited for the writing too. */
      readonly atOnce?: boolean | undefined
      readonly usage?: Usage | undefined
      readonly billedUsd?: number | undefined
      /** The answer is whole: not cut by a limit or a filter. */
      readonly isWhole?: boolean | undefined
      readonly finish?: FinishReason | undefined
      /** The model that says that it answered. */
      readonly model?: string | undefined
    }
  | { readonly type: 'fail'; readonly ms: number; readonly verdict: Verdict }
  | { readonly type: 'cancel'; readonly ms: number }
)

/** A grade of an answer, from a person or a program. */
export interface Feedback {
  readonly metric: string
  readonly value: number | boolean
}

/** What a router tells its operator. */
export type RouterEvent =
  | {
      readonly type: 'router.demoted' | 'router.restored'
      readonly target: string
      readonly requests: number
      readonly errors: number
    }
  | ({ readonly type: 'router.drift' } & DriftEvent)
  | ({ readonly type: 'router.model' } & RenamedModel)
  | {
      readonly type: 'router.experiment'
      readonly event: ExperimentEvent
    }
  | { readonly type: 'router.policy'; readonly version: string }
  /** Whether the other replicas can be told what this one learns. */
  | { readonly type: 'router.exchange'; readonly works: boolean }
