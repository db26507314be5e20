import type { Context, Dialect } from '@signalbox/core'

import type { ReadKey } from './actions/replacement.ts'
import type { LockedRules } from './policy/compile-policy.ts'
import type { SafetyEvent } from './safety-event.ts'
import type { Detector, Policy } from './types.ts'

/** How the middleware is set up; without options every request gets the preset `standard`. */
export interface SafetyOptions {
  /** Policies by id. */
  readonly policies?: Readonly<Record<string, Policy>>
  /** The id of a request's policy; undefined: none applies. */
  readonly resolve?: (context: Context) => string | undefined
  /** Where bodies are read: a request whose dialect is not here is read as it was decoded. */
  readonly dialects?: readonly Dialect[]
  /** Default: all local ones. */
  readonly detectors?: readonly Detector[]
  /** Remote guards, named in `detect`. */
  readonly guards?: readonly Detector[]
  readonly locked?: LockedRules
  /** What tokens are derived from; without it they change when the process starts again. */
  readonly key?: Uint8Array
  /** The keys of `hash` and `encrypt`, by name. */
  readonly readKey?: ReadKey
  readonly onEvent?: (event: SafetyEvent) => void
}
