import type { Clock } from './clock.ts'
import type { Billed } from './journal.ts'
import type { JsonObject } from './json.ts'
import type { Knobs } from './knobs.ts'
import type { Refusal } from './refusal.ts'
import type { Seal } from './seal.ts'
import type { Shelf } from './shelf.ts'

/** A request after its body was read; the path has lost the provider's prefix. */
export interface Incoming {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: { readonly [name: string]: string }
  readonly raw: Buffer
  /** The body as a JSON object; empty where it is none. */
  readonly body: JsonObject
  /** A body that is neither JSON nor multipart. */
  readonly malformed: boolean
  /** The presented key, empty without one. */
  readonly key: string
}

/** What an operation works with. */
export interface Call extends Incoming {
  readonly model: string
  readonly knobs: Knobs
  readonly strict: boolean
  readonly seed: string
  /** Differs for every request, the same again for the same seed and sequence. */
  readonly nonce: string
  readonly clock: Clock
  readonly seal: Seal
  readonly shelf: Shelf
  /** Runs another request of the same wire in process, for batches. */
  perform(path: string, body: JsonObject): { readonly status: number; readonly body: unknown }
}

/** A piece of a stream; `output` or `reasoning` mark content, with the tokens it carries. */
export interface Frame {
  readonly bytes: string | Uint8Array
  readonly output?: number
  readonly reasoning?: number
}

/** What goes back. */
export type Answer =
  | {
      readonly kind: 'whole'
      readonly status?: number
      readonly headers?: { readonly [name: string]: string }
      /** JSON unless it is bytes or text. */
      readonly body: unknown
      readonly billed?: Billed
      /** Content chunks the same answer would have as a stream, for its duration. */
      readonly chunks?: number
    }
  | {
      readonly kind: 'stream'
      readonly headers: { readonly [name: string]: string }
      readonly frames: Iterable<Frame>
      /** The wire's own error inside a stream that began well. */
      readonly inband: () => Iterable<Frame>
      readonly billed: Billed
      /** What `output` and `reasoning` of all frames add up to. */
      readonly weight: { readonly output: number; readonly reasoning: number }
    }

/** A matched route: who is asked, in which format, and what answers. */
export interface Operation {
  readonly wire: string
  readonly model: string
  readonly stream: boolean
  readonly run: (call: Call) => Answer
}

/** What a wire needs for the headers of an answer. */
export interface Stamp {
  /** Differs for every request. */
  readonly nonce: string
  readonly wallMs: number
  readonly limit: number
  readonly remaining: number
  readonly path: string
}

/** An error as one provider words it. */
export interface ErrorReply {
  /** Where the provider uses another status than most. */
  readonly status?: number
  readonly headers: { readonly [name: string]: string }
  readonly body: unknown
}

/** One provider: its routes, its errors and its headers. */
export interface Wire {
  readonly route: (request: Incoming) => Operation | undefined
  readonly error: (refusal: Refusal, stamp: Stamp) => ErrorReply
  readonly headers: (stamp: Stamp) => { readonly [name: string]: string }
}
