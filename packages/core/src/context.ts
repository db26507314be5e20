import type { GatewayError } from './errors.ts'
import type { EventStream } from './event-stream.ts'
import type { HeaderList } from './http.ts'
import type { Outcome } from './outcome.ts'
import type { Clock, Logger } from './ports.ts'
import type { RateLimit } from './rate-limit.ts'
import type { KeptSize } from './request-size.ts'
import type { GatewayRequest } from './request.ts'
import type { Completion, Finish, Result, Usage } from './response.ts'
import type { Caller, Cost, Target, Warning } from './target.ts'

/** The provider's own bytes, alive until somebody replaces the reply. */
export interface RawBody {
  readonly wire: string
  readonly bytes: Uint8Array
  readonly mediaType?: string | undefined
}

/** What goes back to the client. */
export type Reply =
  | {
      readonly type: 'completion'
      readonly completion: Completion
      readonly raw?: RawBody | undefined
    }
  | { readonly type: 'stream'; readonly events: EventStream }
  | { readonly type: 'result'; readonly result: Result; readonly raw?: RawBody | undefined }

/** One entry of `facts.attempts`. */
export interface AttemptFact {
  readonly target: Target
  readonly reason: string
  readonly outcome: Outcome
}

/** One call of a provider, filled in as it goes on; times are monotonic ms. */
export interface CallFact {
  readonly target: Target
  readonly startedMs: number
  /** Absent while it runs. */
  endedMs?: number | undefined
  /** Until it had a connection; 0 over one that was open. Absent where the transport does not tell. */
  connectMs?: number | undefined
  /** Of the answer, or of the stream's first content. */
  firstContentMs?: number | undefined
  /** The id of the provider's key. */
  keyId?: string | undefined
  /** The provider's HTTP status; absent when no answer came. */
  status?: number | undefined
  /** The provider's own id of the request. */
  requestId?: string | undefined
  /** Pieces in which a streamed answer came. */
  chunks: number
  responseId?: string | undefined
  responseModel?: string | undefined
  usage?: Usage | undefined
  finish?: Finish | undefined
  error?: GatewayError | undefined
  cost?: Cost | undefined
  /** What it comes to if it ends with this usage, from who keeps the books. */
  priceOf?: ((usage: Usage) => Cost) | undefined
}

/** How a client's request came in; `route` is the surface's pattern, never the raw path. */
export interface InboundFact {
  readonly dialect: string
  readonly method: string
  readonly route: string
  readonly headers: HeaderList
}

/** What packages report: telemetry reads it, nobody branches on it. */
export interface Facts {
  route?: string | undefined
  /** How the route chose: the policy's name. */
  strategy?: string | undefined
  decisionId?: string | undefined
  experiment?: string | undefined
  variant?: string | undefined
  queuedMs?: number | undefined
  /** The class of traffic that it waited in. */
  lane?: string | undefined
  cost?: Cost | undefined
  cache?:
    | {
        readonly kind: 'exact' | 'semantic'
        readonly result: 'hit' | 'miss' | 'off'
        /** What a hit would have cost; null when that is not known. */
        readonly savedNanoUsd?: bigint | null | undefined
      }
    | undefined
  /** The caller's own limits, as the response headers tell them. */
  limits?: readonly RateLimit[] | undefined
  /** What rules on content did: the value of `x-signalbox-safety`. */
  safety?: string | undefined
  guards?:
    | readonly {
        readonly name: string
        readonly stage: string
        readonly action: string
        readonly us: number
      }[]
    | undefined
  attempts?: readonly AttemptFact[] | undefined
  /** Every call of a provider, in the order in which they began. */
  calls?: CallFact[] | undefined
}

/** A place for middleware of other packages, by declaration merging. */
export interface Variables {
  /** What `sizeOf` keeps. */
  size?: KeptSize | undefined
  [name: `x-${string}`]: unknown
}

/** What a fork does differently. */
export interface ContextPatch {
  readonly request?: GatewayRequest | undefined
  readonly target?: Target | undefined
  readonly signal?: AbortSignal | undefined
}

/** Runs once after the reply has ended. */
export type DeferredTask = (outcome: Outcome) => void | Promise<void>

/** One request on its way through the pipeline. */
export interface Context {
  readonly id: string
  readonly signal: AbortSignal
  readonly clock: Clock
  readonly logger: Logger
  readonly original: GatewayRequest
  /** Monotonic ms at which the request came in. */
  readonly startedMs: number
  /** Absent where no door was passed. */
  readonly inbound: InboundFact | undefined
  /** Replaced, never edited: `request === original` proves nobody touched it. */
  request: GatewayRequest
  response: Reply | undefined
  caller: Caller | undefined
  /** False once a stage enforced rules on content: the provider then reads what was parsed. */
  trustBytes: boolean
  /** Tags every target must carry; router and every retry obey. */
  requires: readonly string[]
  /** Best first. */
  candidates: readonly Target[]
  readonly target: Target | undefined
  readonly warnings: readonly Warning[]
  readonly facts: Facts
  readonly vars: Variables
  /** Can neither delay nor break the reply. */
  defer(task: DeferredTask, options?: { completion?: boolean }): void
  /** Own reply and warnings; what is deferred there is deferred here. */
  fork(patch?: ContextPatch): Context
  /** Takes a fork's reply, warnings and target. */
  adopt(fork: Context): void
  warn(...warnings: readonly Warning[]): void
}
