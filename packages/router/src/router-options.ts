import type { Bus, Clock, HealthView, Target } from '@signalbox/core'

import type { LearnedModel } from './learned-quality.ts'
import type { ModelConfig } from './model-table.ts'
import type { Policy } from './policy/policy.ts'
import type { SignalTable } from './read-signals.ts'
import type { RouterEvent } from './route-event.ts'
import type { RouterCatalog } from './router-catalog.ts'

/** What can be replaced while the router runs: models and policies, always together. */
export interface PolicyFile {
  /** The one for models that name none. */
  readonly policy?: Policy | undefined
  readonly policies?: Readonly<Record<string, Policy>> | undefined
  readonly models?: Readonly<Record<string, ModelConfig>> | undefined
  /** Targets that entries may name and `auto` may mean. */
  readonly targets?: readonly Target[] | undefined
  /** Fitted models by the name policies give them; a missing one leaves the tables in force. */
  readonly learned?: Readonly<Record<string, LearnedModel>> | undefined
}

/** What a router is made from; everything has a default. */
export interface RouterOptions extends PolicyFile {
  readonly catalog?: RouterCatalog | undefined
  readonly health?: HealthView | undefined
  readonly clock?: Clock | undefined
  /** The same seed and ids, the same decisions; replicas must share it. */
  readonly seed?: number | undefined
  /** How many decisions are kept for explanations and feedback. */
  readonly keep?: number | undefined
  /** Words and scripts by which texts are read. */
  readonly signals?: SignalTable | undefined
  /** To the other replicas, once a second; close the router in the end. Absent: it learns alone. */
  readonly bus?: Bus | undefined
  readonly onEvent?: ((event: RouterEvent) => void) | undefined
}

/** What a new policy would do, or did. */
export interface PolicyReport {
  readonly version: string
  readonly applied: boolean
  /** How many of the last decisions were made again, and how many begin with another target. */
  readonly compared: number
  readonly changed: number
}
