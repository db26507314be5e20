import type { Adapter, ChatCodec, ChatDialect, JsonObject, Target } from '@signalbox/core'

import { modelOf } from './recorded-request.ts'
import type { Recording } from './recordings.ts'

/** Brings two JSON bodies to a form in which only real differences are left. */
export type Normalize = (body: JsonObject) => JsonObject

/** One chat wire of one adapter, and the dialect of the same wire when there is one. */
export interface Subject {
  readonly adapter: Adapter
  readonly codec: ChatCodec
  readonly dialect: ChatDialect | undefined
  readonly target: Partial<Target>
  readonly repairs: (recording: Recording) => boolean
  readonly normalizeRequest: Normalize
  readonly normalizeReply: Normalize
  /** fast-check runs per property and recording. */
  readonly runs: number
}

/** The target a recording was made with. */
export function targetOf({ adapter, target }: Subject, recording: Recording): Target {
  return { id: 'recorded', provider: adapter.provider, model: modelOf(recording), ...target }
}
