import type { Message, Part } from './content.ts'
import type { HeaderList } from './http.ts'
import type { Extensions, JsonObject } from './json.ts'

/** Any request the gateway serves. */
export type GatewayRequest =
  | ChatRequest
  | EmbedRequest
  | RerankRequest
  | ModerateRequest
  | CountTokensRequest
  | MediaRequest

/** The name of an operation. */
export type Operation = GatewayRequest['operation']

/** The request as the client sent it; without `bytes`, the parsed body is what the provider must read. */
export interface Source {
  readonly wire: string
  readonly body: JsonObject
  readonly bytes?: Uint8Array | undefined
  readonly headers: HeaderList
}

/** Price ceilings in USD per million tokens (`request`, `image`: USD each). */
export interface MaxPrice {
  readonly prompt?: number | undefined
  readonly completion?: number | undefined
  readonly request?: number | undefined
  readonly image?: number | undefined
}

/** Wishes for the gateway; none of them ever reaches a provider. Times in ms, `deadline` is wall time. */
export interface Hints {
  /** Use this `models` entry whatever `model` says. */
  readonly route?: string | undefined
  readonly task?: string | undefined
  readonly language?: string | undefined
  readonly priority?: 'interactive' | 'background' | undefined
  readonly tags?: readonly string[] | undefined
  readonly models?: readonly string[] | undefined
  readonly order?: readonly string[] | undefined
  readonly only?: readonly string[] | undefined
  readonly ignore?: readonly string[] | undefined
  readonly allowFallbacks?: boolean | undefined
  readonly sort?: 'price' | 'latency' | 'throughput' | undefined
  readonly maxPrice?: MaxPrice | undefined
  readonly maxCostUsd?: number | undefined
  readonly maxLatencyMs?: number | undefined
  readonly timeoutMs?: number | undefined
  readonly firstTokenTimeoutMs?: number | undefined
  readonly maxRetries?: number | undefined
  readonly cache?: string | undefined
  readonly dataClass?: string | undefined
  readonly explain?: boolean | undefined
  readonly deadline?: number | undefined
  /** A deadline as a span from arrival. */
  readonly deadlineInMs?: number | undefined
  readonly strict?: boolean | undefined
}

/** What every request has. `model` is `provider/model`, an alias or `auto`, as written. */
export interface RequestBase {
  readonly model: string
  readonly user?: string | undefined
  readonly sessionId?: string | undefined
  readonly serviceTier?: string | undefined
  readonly hints?: Hints | undefined
  readonly metadata?: Readonly<Record<string, string>> | undefined
  readonly extensions?: Extensions | undefined
  readonly source?: Source | undefined
}

/** A tool the model may call; `server` tools are run by the provider of that wire. */
export type Tool =
  | {
      readonly type: 'function'
      readonly name: string
      readonly namespace?: string | undefined
      readonly description?: string | undefined
      readonly parameters?: JsonObject | undefined
      readonly strict?: boolean | undefined
      readonly cache?: { readonly ttl?: '5m' | '30m' | '1h' | '12h' | undefined } | undefined
      readonly extensions?: Extensions | undefined
    }
  | {
      readonly type: 'custom'
      readonly name: string
      readonly namespace?: string | undefined
      readonly description?: string | undefined
      readonly format?: JsonObject | undefined
      readonly extensions?: Extensions | undefined
    }
  | {
      readonly type: 'server'
      readonly wire: string
      readonly tool: string
      readonly value: JsonObject
    }

/** Whether and which tool must be called. */
export type ToolChoice =
  | 'auto'
  | 'none'
  | 'required'
  | { readonly type: 'tool'; readonly name: string }
  | { readonly type: 'allowed'; readonly names: readonly string[]; readonly required: boolean }

/** The shape the answer must have. */
export type OutputFormat =
  | { readonly type: 'text' | 'json' }
  | {
      readonly type: 'json-schema'
      readonly name?: string | undefined
      readonly description?: string | undefined
      readonly schema: JsonObject
      readonly strict?: boolean | undefined
    }

/** How much to think, and how much of it to show. */
export interface ReasoningOptions {
  readonly mode?: 'off' | 'on' | 'adaptive' | undefined
  readonly effort?: 'minimal' | 'low' | 'medium' | 'high' | 'xhigh' | 'max' | undefined
  readonly budgetTokens?: number | undefined
  readonly show?: 'none' | 'summary' | 'full' | undefined
  readonly wantEncrypted?: boolean | undefined
}

/** A conversation turn to answer. */
export interface ChatRequest extends RequestBase {
  readonly operation: 'chat'
  readonly messages: readonly Message[]
  readonly tools?: readonly Tool[] | undefined
  readonly toolChoice?: ToolChoice | undefined
  readonly parallelToolCalls?: boolean | undefined
  readonly maxToolCalls?: number | undefined
  readonly maxOutputTokens?: number | undefined
  readonly temperature?: number | undefined
  readonly topP?: number | undefined
  readonly topK?: number | undefined
  readonly minP?: number | undefined
  readonly seed?: number | undefined
  readonly presencePenalty?: number | undefined
  readonly frequencyPenalty?: number | undefined
  readonly logitBias?: Readonly<Record<string, number>> | undefined
  /** Number of alternatives per token; 0 means the chosen token's own. */
  readonly logprobs?: number | undefined
  readonly stop?: readonly string[] | undefined
  readonly candidates?: number | undefined
  readonly format?: OutputFormat | undefined
  readonly modalities?: readonly string[] | undefined
  readonly verbosity?: string | undefined
  readonly reasoning?: ReasoningOptions | undefined
  readonly promptCache?:
    | {
        readonly key?: string | undefined
        readonly ttl?: string | undefined
      }
    | undefined
  readonly state?:
    | {
        readonly store?: boolean | undefined
        readonly previousId?: string | undefined
        readonly conversationId?: string | undefined
        readonly background?: boolean | undefined
      }
    | undefined
  readonly stream: boolean
  /** The client wants usage in the stream; upstream is asked for it either way. */
  readonly streamUsage?: boolean | undefined
}

/** Texts (or other parts) to embed, one vector each. */
export interface EmbedRequest extends RequestBase {
  readonly operation: 'embed'
  readonly inputs: readonly (readonly Part[])[]
  readonly dimensions?: number | undefined
  /** How the client wants its vectors written; providers are asked for numbers where they can. */
  readonly encoding?: 'float' | 'base64' | undefined
}

/** Documents to order by their fit to a query. */
export interface RerankRequest extends RequestBase {
  readonly operation: 'rerank'
  readonly query: string
  readonly documents: readonly string[]
  readonly top?: number | undefined
}

/** Counts the input tokens of a chat without running it. */
export interface CountTokensRequest extends RequestBase {
  readonly operation: 'count-tokens'
  readonly chat: ChatRequest
}

/** Content to classify. */
export interface ModerateRequest extends RequestBase {
  readonly operation: 'moderate'
  readonly content: readonly Part[]
}

/** Image generation, speech and transcription. */
export interface MediaRequest extends RequestBase {
  readonly operation: 'image' | 'speech' | 'transcribe'
  readonly prompt?: string | undefined
  readonly content: readonly Part[]
}
