import type { Message, Part, PartSeed } from './content.ts'
import type { GatewayError } from './errors.ts'
import type { Extensions, JsonObject } from './json.ts'

/** Tokens in buckets that do not overlap: the total is their sum. Explicit 0 and absent differ. */
export interface Usage {
  readonly input: {
    readonly uncached: number
    readonly cacheRead: number
    readonly cacheWrite5m: number
    readonly cacheWrite1h: number
    readonly cacheWriteOther: number
    readonly toolUse: number
  }
  readonly output: { readonly text: number; readonly reasoning: number }
  /** Overlays such as audio tokens or web searches; never added to the buckets. */
  readonly units?: Readonly<Record<string, number>> | undefined
  readonly providerCostUsd?: string | undefined
  readonly estimated?: boolean | undefined
  /** The provider's numbers contradicted each other and were clamped. */
  readonly suspect?: boolean | undefined
  /** The usage object as the provider sent it. */
  readonly raw?: JsonObject | undefined
}

/** Why a candidate ended. `native` is the provider's own word. */
export interface Finish {
  readonly reason: FinishReason
  readonly native?: string | undefined
  readonly stopSequence?: string | undefined
  readonly details?: JsonObject | undefined
}

/** The closed list of endings. */
export type FinishReason =
  | 'stop'
  | 'stop-sequence'
  | 'length'
  | 'context-length'
  | 'tool-calls'
  | 'content-filter'
  | 'refusal'
  | 'pause'
  | 'recitation'
  | 'malformed-tool-call'
  | 'cancelled'
  | 'error'
  | 'other'

/** One of the answers to a request; most requests have exactly one. */
export interface Candidate {
  readonly message: Message
  readonly finish: Finish
  readonly logprobs?: JsonObject | undefined
  readonly extensions?: Extensions | undefined
}

/** A whole answer to a chat. `createdAt` is Unix seconds. */
export interface Completion {
  readonly id: string
  readonly model: string
  readonly createdAt?: number | undefined
  readonly usage?: Usage | undefined
  /** The prompt itself was refused: there is no candidate. */
  readonly blocked?: JsonObject | undefined
  readonly extensions?: Extensions | undefined
  readonly candidates: readonly Candidate[]
}

/** A whole answer to everything that is not a chat. */
export type Result = {
  readonly usage?: Usage | undefined
  readonly model?: string | undefined
  readonly extensions?: Extensions | undefined
} & (
  | { readonly operation: 'embed'; readonly vectors: readonly (readonly number[])[] }
  | {
      readonly operation: 'rerank'
      readonly ranking: readonly { readonly index: number; readonly score: number }[]
    }
  | {
      readonly operation: 'moderate'
      readonly flagged: boolean
      readonly scores: Readonly<Record<string, number>>
    }
  | { readonly operation: 'count-tokens'; readonly inputTokens: number }
  | { readonly operation: 'image' | 'speech' | 'transcribe'; readonly content: readonly Part[] }
)

/** What a stream is made of. `index` is dense per candidate, parts may interleave. */
export type StreamEvent =
  | {
      readonly type: 'start'
      readonly id: string
      readonly model: string
      readonly createdAt?: number | undefined
      /** Fields of the answer that the model has no name for, as `Completion.extensions`. */
      readonly extensions?: Extensions | undefined
    }
  | {
      readonly type: 'part-start'
      readonly candidate: number
      readonly index: number
      readonly part: PartSeed
    }
  | {
      readonly type: 'part-delta'
      readonly candidate: number
      readonly index: number
      /** Text, or JSON text of a tool call. */
      readonly text: string
    }
  | {
      readonly type: 'part-patch'
      readonly candidate: number
      readonly index: number
      /** Citations here are appended, every other field replaces. */
      readonly fields: Partial<Part>
    }
  | { readonly type: 'part-end'; readonly candidate: number; readonly index: number }
  | {
      readonly type: 'logprobs'
      readonly candidate: number
      /** Appended list by list (`content`, `refusal`), as OpenAI streams them. */
      readonly logprobs: JsonObject
    }
  | {
      readonly type: 'finish'
      readonly candidate: number
      readonly finish: Finish
      readonly extensions?: Extensions | undefined
    }
  | { readonly type: 'blocked'; readonly blocked: JsonObject }
  | { readonly type: 'usage'; readonly usage: Usage }
  | { readonly type: 'error'; readonly error: GatewayError }
  | {
      readonly type: 'opaque'
      readonly wire: string
      readonly event?: string | undefined
      readonly data: string
    }
