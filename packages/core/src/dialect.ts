import type { Reply } from './context.ts'
import type { GatewayError } from './errors.ts'
import type { HeaderList, Inbound, Outbound } from './http.ts'
import type { JsonObject } from './json.ts'
import type { ChatRequest, GatewayRequest } from './request.ts'
import type { StreamEvent } from './response.ts'

/** The client's half of a wire. With a codec of the same name, bytes may pass. */
export interface Dialect {
  readonly name: string
  readonly surfaces: readonly Surface[]
  /** Tolerant: unknown fields survive. Without `inbound` there is no source. */
  decodeRequest(
    body: JsonObject,
    inbound?: Inbound,
    params?: Readonly<Record<string, string>>,
  ): GatewayRequest
  encodeReply(reply: Exclude<Reply, { type: 'stream' }>, request: GatewayRequest): Outbound
  encodeStream?(request: ChatRequest): StreamEncoder
  encodeError(error: GatewayError, requestId: string): Outbound
  /** What the string at a place of a body is; undefined: a field without a name here. */
  classify?(path: LeafPath, body: JsonObject): Leaf | undefined
}

/** Keys and indexes from the top of a body. */
export type LeafPath = readonly (string | number)[]

/** One string of a client's body, as rules on content see it. */
export interface Leaf {
  readonly role:
    | 'system'
    | 'developer'
    | 'user'
    | 'assistant'
    | 'tool'
    | 'tool_definition'
    | 'metadata'
  readonly trust: 'operator' | 'user' | 'external'
  /** False: another text in its place would break the request. */
  readonly editable: boolean
  readonly kind: 'text' | 'args' | 'reasoning' | 'refusal' | 'name' | 'meta'
  /** The string holds JSON text. */
  readonly json?: boolean | undefined
  /** The tool whose call or result it belongs to. */
  readonly tool?: string | undefined
  /** Nothing that people read: an id, encrypted data, the bytes of media. */
  readonly exempt?: 'id' | 'media' | undefined
  /** What the bytes of media are, where a field beside them tells. */
  readonly mediaType?: string | undefined
}

/** A dialect whose only operation is chat. */
export interface ChatDialect extends Dialect {
  decodeRequest(
    body: JsonObject,
    inbound?: Inbound,
    params?: Readonly<Record<string, string>>,
  ): ChatRequest
  encodeStream(request: ChatRequest): StreamEncoder
}

/** A path the gateway answers; `{model}` binds (part of) a segment, a trailing `{rest*}` everything. */
export interface Surface {
  readonly method: string
  readonly path: string
  readonly lane: 'hot' | 'app'
  readonly auth: 'key' | 'admin' | 'public'
  readonly maxBytes?: number | undefined
  /** `raw`: the body is not JSON (multipart, or none); the dialect reads it from `inbound`. */
  readonly body?: 'json' | 'raw' | undefined
}

/** Events → text of one stream in the client's grammar. */
export interface StreamEncoder {
  readonly headers: HeaderList
  push(event: StreamEvent): string
  keepAlive(): string
  /**
   * With an error: the grammar's own error ending, never a clean one; `told` is the id of the request then, else
   * what the answer cost in USD, as a decimal.
   */
  end(error?: GatewayError, told?: string): string
}
