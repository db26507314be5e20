import type { UsdOf } from './cost-edit.ts'
import type { GatewayError } from './errors.ts'
import type { HeaderList, WireRequest, WireResponse } from './http.ts'
import type { Credential } from './ports.ts'
import type { RateLimit } from './rate-limit.ts'
import type {
  ChatRequest,
  CountTokensRequest,
  EmbedRequest,
  GatewayRequest,
  MediaRequest,
  ModerateRequest,
  RerankRequest,
  Source,
} from './request.ts'
import type { Completion, Result, StreamEvent } from './response.ts'
import type { Seen } from './seen.ts'
import type { Capabilities, Target, Warning } from './target.ts'

/** One provider. Pure: no fetch, clock, retry or state beyond a decoder. */
export interface Adapter {
  readonly provider: string
  /** The chat wires it speaks, preferred first. */
  readonly chat?: readonly ChatCodec[] | undefined
  readonly embed?: Codec<EmbedRequest, Result> | undefined
  readonly rerank?: Codec<RerankRequest, Result> | undefined
  readonly moderate?: Codec<ModerateRequest, Result> | undefined
  readonly countTokens?: Codec<CountTokensRequest, Result> | undefined
  readonly media?: Codec<MediaRequest, Result> | undefined
  /** Adds the key header, signature or token. The only place that reveals a secret. */
  authorize(
    request: WireRequest,
    credential: Credential,
    now: number,
  ): WireRequest | Promise<WireRequest>
  /** Reads status, headers and body; never the status alone. */
  classifyError(response: WireResponse, now: number): GatewayError
  readRateLimits(headers: HeaderList, now: number): readonly RateLimit[]
  capabilities(target: Target): Capabilities
}

/** One operation on one wire. */
export interface Codec<Request extends GatewayRequest, Answer> {
  readonly wire: string
  /** Canonical → wire; every loss is a warning. */
  encodeRequest(request: Request, target: Target): Encoded
  /** Same wire: the client's body with the few edits the target needs. */
  relayRequest?(source: Source, target: Target, request: Request): Encoded
  /** Same wire: the bytes for the client, repaired where the provider needs it; undefined: render from the value. Absent: the provider's bytes pass. */
  relayResponse?(response: WireResponse, request: Request): Uint8Array | undefined
  /** Throws `GatewayError` for an error inside a 200 or a body that is not this wire. */
  decodeResponse(response: WireResponse, request: Request): Answer
}

/** A chat wire: whole answers and streams. */
export interface ChatCodec extends Codec<ChatRequest, Completion> {
  framing(): Framer
  decodeStream(request: ChatRequest): StreamDecoder
  /** Present where provider bytes may pass to a client of the same wire. */
  relayStream?(source: Source, usdOf?: UsdOf): StreamRelay
}

/** A request ready to be authorized, and what could not be said in it. */
export interface Encoded {
  readonly request: WireRequest
  readonly warnings: readonly Warning[]
}

/** One message of a framed stream. */
export interface Frame {
  readonly event?: string | undefined
  readonly data: string
}

/** Cuts bytes into frames, whatever the chunk borders. */
export interface Framer {
  push(bytes: Uint8Array): readonly Frame[]
  end(): readonly Frame[]
}

/** Frames → events. `end` closes what is open, or reports the cut as an `error` event. */
export interface StreamDecoder {
  push(frame: Frame): readonly StreamEvent[]
  end(): readonly StreamEvent[]
}

/** Watches bytes that pass; returns the same array when nothing had to change. */
export interface StreamRelay {
  push(bytes: Uint8Array): Uint8Array
  /** Bytes owed at a clean end (a repaired terminal frame, say), or why the end is not clean. */
  end(): GatewayError | undefined
  /** What a repair adds after the last upstream byte; read once, after `end()` returned nothing. */
  readonly tail?: Uint8Array | undefined
  readonly seen: Seen
}

/** The codec for a wire, else the adapter's preferred one; throws when it has no chat at all. */
export function codecFor(adapter: Adapter, wire?: string): ChatCodec {
  const codecs = adapter.chat ?? []
  const codec = codecs.find((candidate) => candidate.wire === wire) ?? codecs[0]
  if (codec === undefined)
    throw new TypeError(`The adapter "${adapter.provider}" has no chat codec.`)
  return codec
}
