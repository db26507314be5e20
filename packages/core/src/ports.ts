import type { GatewayError } from './errors.ts'
import type { HeaderList, WireRequest } from './http.ts'
import type { JsonObject } from './json.ts'
import type { RateLimit } from './rate-limit.ts'
import type { Secret } from './secret.ts'
import type { Target } from './target.ts'

/** The only way out to a provider; push, so that a chunk costs no promise. */
export interface Transport {
  dispatch(request: WireRequest, handler: TransportHandler, clocks?: Clocks): TransportControl
  /** Opens a connection ahead of need. */
  warm?(origin: string): Promise<void>
  close?(): Promise<void>
}

/** Steers one dispatched request. */
export interface TransportControl {
  pause(): void
  resume(): void
  abort(reason: unknown): void
}

/** Hears one dispatched request, never before `dispatch` has returned: head, data…, then exactly one of end or error. */
export interface TransportHandler {
  /** `connectMs`: until it had a connection, 0 over one that was open; where the transport knows it. */
  onHead(status: number, headers: HeaderList, connectMs?: number): void
  onData(bytes: Uint8Array): void
  onEnd(): void
  onError(error: GatewayError): void
}

/** How long each phase of a call may take, in ms. */
export interface Clocks {
  readonly connectMs: number
  readonly firstTokenMs: number
  readonly idleMs: number
  readonly totalMs: number
}

/** The client's end of an exchange; node and web each have one. */
export interface Sink {
  /** Once. With `length` a whole body follows, without it a stream. */
  head(status: number, headers: HeaderList, length?: number): void
  /** False: nothing more until `onDrain`. */
  write(bytes: Uint8Array): boolean
  writeText(text: string): boolean
  end(last?: Uint8Array | string): void
  /** After `head` this cuts the connection: never a clean end. */
  abort(reason: unknown): void
  readonly phase: 'idle' | 'headed' | 'ended' | 'aborted'
  onDrain: (() => void) | undefined
  /** `clean` is false when the client went away before the end. */
  onClose: ((clean: boolean) => void) | undefined
}

/** Monotonic and wall time, injected everywhere. */
export interface Clock {
  /** Monotonic ms. */
  now(): number
  /** Unix ms. */
  wall(): number
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

/** Writes one line; fields hold ids and numbers, never content. */
export type Log = (message: string, fields?: object) => void

/** `console` fits. */
export interface Logger {
  readonly debug: Log
  readonly info: Log
  readonly warn: Log
  readonly error: Log
}

/** A key for a provider; `id` may be shown, the secret prints as [secret]. */
export interface Credential {
  readonly id: string
  readonly key: Secret
  readonly fields?: Readonly<Record<string, Secret>> | undefined
}

/** Gives the key for a target. */
export interface KeyPool {
  pick(target: Target): Credential | Promise<Credential>
}

/** What buckets, breakers and key pools learn from one call. */
export interface Observation {
  readonly target: Target
  readonly key: string
  readonly limits: readonly RateLimit[]
  readonly error?: GatewayError | undefined
}

/** Bytes under a key, with a time to live. */
export interface KvStore {
  get(key: string): Promise<Uint8Array | undefined>
  set(key: string, value: Uint8Array, ttlMs: number): Promise<void>
  del(key: string): Promise<void>
}

/** Values that several processes share. */
export interface ClaimStore extends KvStore {
  /** False when the key has a value already; look and write are one atomic step. */
  insert(key: string, value: Uint8Array, ttlMs: number): Promise<boolean>
}

/** Hands out chunks of a shared limit; `retryAtMs` is wall time in ms, 0 when everything was granted. */
export interface LeaseStore {
  lease(
    key: string,
    bucket: { cap: number; ratePerSec: number; want: number },
  ): Promise<{ granted: number; retryAtMs: number }>
}

/** How many places one holder wants of those that a limit has. */
export interface SlotAsk {
  /** One process; its asks are numbered by `turn`, and one that comes late changes nothing. */
  readonly holder: string
  readonly turn: number
  /** Of all holders together. */
  readonly limit: number
  /** All it wants to have, not what it wants more; 0 gives everything back. */
  readonly want: number
  /** After that time without another ask its places are free. */
  readonly ttlMs: number
}

/** What a holder has now, and what nobody has. */
export interface SlotAnswer {
  readonly held: number
  readonly free: number
}

/** Counts what is in use at once; all holders of a key together never have more than its limit. */
export interface SlotStore {
  hold(key: string, ask: SlotAsk): Promise<SlotAnswer>
}

/** Messages to the other replicas. */
export interface Bus {
  publish(topic: string, message: JsonObject): Promise<void>
  subscribe(topic: string, listener: (message: JsonObject) => void): () => void
}

/** What every engine offers. */
export interface Store extends KvStore, LeaseStore, SlotStore, AsyncDisposable {}

/** The state of a target's circuit. `disabled` is by an operator's hand. */
export type CircuitState = 'healthy' | 'degraded' | 'half-open' | 'open' | 'disabled'

/** What routing may know of targets, by `Target.id`. Written by resilience, read by routers. */
export interface HealthView {
  circuit(id: string): {
    readonly state: CircuitState
    /** Monotonic ms. */
    readonly until?: number | undefined
    readonly reason?: string | undefined
  }
  /** What could be admitted now; `share` is the fraction of the limit that is left. */
  bucket(id: string): {
    readonly requests: number
    readonly tokens: number
    readonly share: number
    readonly blockedUntil?: number | undefined
  }
  concurrency(id: string): { readonly inflight: number; readonly limit: number }
}
