import type { Capabilities, JsonObject } from '@signalbox/core'

import type { Address } from './post.ts'

/** What a provider's streams need before an official client accepts them. */
export type Repair =
  /** The first delta of a choice lacks `role`. */
  | 'role'
  /** Tool calls lack `index`, `type` or `id`, or come as empty fragments. */
  | 'tools'
  /** Finish reasons are empty, missing, or words that OpenAI does not have. */
  | 'finish'
  /** Usage comes in another place than in one last chunk without choices. */
  | 'usage'
  /** `message` repeats everything said so far beside each `delta`. */
  | 'cumulative'
  /** The stream closes without `[DONE]`; a finish reason ends it. */
  | 'no-done'

/** How a provider wants to be told how much to think. */
export type ReasoningStyle =
  | 'reasoning_effort'
  | 'reasoning'
  | 'thinking'
  | 'enable_thinking'
  | 'none'

/** Under which name a provider wants earlier reasoning back; all names are read. */
export type ReasoningField =
  | 'reasoning_content'
  | 'reasoning'
  | 'reasoning_details'
  | 'thinking-chunks'
  | 'none'

/** A provider that speaks Chat Completions, as data: configuration may hold the same. */
export interface CompatibleRow extends Address {
  /** Ends in the version; without it every target names its own. */
  readonly baseUrl?: string | undefined
  /** The header with the key; default `authorization: Bearer …`. `none`: no key is sent. */
  readonly auth?: { readonly header: string; readonly prefix: string } | 'none' | undefined
  /** Top-level fields the provider refuses. */
  readonly drops?: readonly string[] | undefined
  /** OpenAI's name → the provider's. */
  readonly renames?: Readonly<Record<string, string>> | undefined
  /** Fields of a message the provider refuses. */
  readonly messageDrops?: readonly string[] | undefined
  /** False: `developer` messages are sent as `system`. */
  readonly developerRole?: boolean | undefined
  /** Content that is only text is sent as one string. */
  readonly plainText?: boolean | undefined
  /** `custom` tools are understood; else they become functions with one `input`. */
  readonly customTools?: boolean | undefined
  /** `cache_control` on parts is understood. */
  readonly cacheControl?: boolean | undefined
  /** `strict: true` is understood on function tools. */
  readonly strictSchema?: boolean | undefined
  /** The form of a document that is a URL; without it such documents are lost. */
  readonly documentUrl?: boolean | undefined
  /** A last assistant message is marked with `prefix: true`. */
  readonly prefix?: boolean | undefined
  readonly reasoning?:
    | {
        readonly options?: ReasoningStyle | undefined
        /** Effort → the provider's word. */
        readonly efforts?: Readonly<Record<string, string>> | undefined
        readonly field?: ReasoningField | undefined
        /** Send it back only on turns that called tools. */
        readonly toolTurnsOnly?: boolean | undefined
      }
    | undefined
  /** Ids outside `pattern` become `length` alphanumerics, and are mapped back. */
  readonly callIds?: { readonly pattern: string; readonly length: number } | undefined
  /** `outside`: reasoning tokens are not part of `completion_tokens`. */
  readonly reasoningTokens?: 'inside' | 'outside' | undefined
  /** False: usage comes anyway, and `stream_options` is not sent. */
  readonly streamOptions?: boolean | undefined
  /** Models (a regular expression), or requests with a true field, that answer only as a stream. */
  readonly streamOnly?:
    | { readonly models?: string | undefined; readonly fields?: readonly string[] | undefined }
    | undefined
  readonly repairs?: readonly Repair[] | undefined
  /** Which headers tell the limits; default OpenAI's. */
  readonly limits?: LimitTable | undefined
  /** Added to a request that has no such field. */
  readonly defaults?: JsonObject | undefined
  readonly capabilities?: Capabilities | undefined
}

/** One limit: the words in the header names behind `limit`, `remaining` and `reset`. */
export interface LimitColumn {
  readonly unit: 'requests' | 'tokens' | 'input-tokens' | 'output-tokens'
  readonly limit?: string | undefined
  readonly remaining?: string | undefined
  readonly reset?: string | undefined
}

/** Header names of every limit, or the IETF draft's two headers. */
export type LimitTable = readonly LimitColumn[] | 'ietf'
