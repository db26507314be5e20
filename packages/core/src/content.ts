import type { Extensions, JsonObject, JsonValue } from './json.ts'

/** Who issued a token: only the same wire, provider and account can read it again. */
export interface TokenIssuer {
  readonly wire: string
  readonly provider: string
  readonly account?: string | undefined
  readonly model: string
}

/** What a provider wants back, byte for byte, on the next turn (signatures, encrypted reasoning). */
export interface ContinuityToken {
  readonly data: string
  readonly issuer: TokenIssuer
  readonly kind:
    | 'signature'
    | 'encrypted'
    | 'redacted'
    | 'thought-signature'
    | 'compaction'
    | 'audio'
}

/** What every part may carry beside its content. */
export interface PartBase {
  readonly id?: string | undefined
  readonly cache?: { readonly ttl?: '5m' | '30m' | '1h' | '12h' | undefined } | undefined
  readonly continuity?: ContinuityToken | undefined
  readonly citations?: readonly JsonObject[] | undefined
  readonly extensions?: Extensions | undefined
}

/** One piece of a message, the same for every wire. */
export type Part =
  | TextPart
  | ReasoningPart
  | RefusalPart
  | MediaPart
  | ToolCallPart
  | ToolResultPart
  | ServerToolPart
  | ReferencePart
  | OpaquePart

/** Plain text. */
export interface TextPart extends PartBase {
  readonly type: 'text'
  readonly text: string
}

/** The model declined; the text is what it said instead. */
export interface RefusalPart extends PartBase {
  readonly type: 'refusal'
  readonly text: string
}

/** Thinking, as the provider shows it. `redacted` has no readable text, only its token. */
export interface ReasoningPart extends PartBase {
  readonly type: 'reasoning'
  readonly text: string
  readonly form: 'full' | 'summary' | 'redacted'
}

/** Where the bytes of a media part are. */
export type MediaSource =
  | { readonly type: 'base64'; readonly data: string; readonly mediaType: string }
  | { readonly type: 'url'; readonly url: string; readonly mediaType?: string | undefined }
  | { readonly type: 'file'; readonly id: string; readonly provider: string }
  | { readonly type: 'text'; readonly text: string }

/** An image, a sound, a video or a document. */
export interface MediaPart extends PartBase {
  readonly type: 'media'
  readonly kind: 'image' | 'audio' | 'video' | 'file'
  readonly name?: string | undefined
  readonly detail?: 'low' | 'high' | 'auto' | undefined
  readonly source: MediaSource
}

/** The model asks the caller to run a tool; `arguments` is JSON text (free text for `custom`). */
export interface ToolCallPart extends PartBase {
  readonly type: 'tool-call'
  readonly callId: string
  readonly name: string
  readonly namespace?: string | undefined
  readonly kind: 'function' | 'custom'
  readonly arguments: string
}

/** The caller's answer to a tool call. */
export interface ToolResultPart extends PartBase {
  readonly type: 'tool-result'
  readonly callId: string
  readonly name?: string | undefined
  readonly content: readonly Part[]
  readonly isError?: boolean | undefined
}

/** A tool that the provider itself ran; never crosses wires silently. */
export interface ServerToolPart extends PartBase {
  readonly type: 'server-tool'
  readonly phase: 'call' | 'result'
  readonly tool: string
  readonly callId: string
  readonly value: JsonValue
}

/** A block newer than this model, kept whole for its own wire. */
export interface OpaquePart extends PartBase {
  readonly type: 'opaque'
  readonly wire: string
  readonly kind: string
  readonly value: JsonValue
}

/** A pointer to an item that the answering side has stored. */
export interface ReferencePart extends PartBase {
  readonly type: 'reference'
  readonly ref: string
}

/** One turn. Leading system and developer messages are the wire's system field. */
export interface Message {
  readonly role: 'system' | 'developer' | 'user' | 'assistant' | 'tool'
  readonly content: readonly Part[]
  readonly id?: string | undefined
  readonly name?: string | undefined
  readonly extensions?: Extensions | undefined
}

/** A part before its text has come, as a stream opens it. */
export type PartSeed =
  | Omit<TextPart, 'text'>
  | Omit<ReasoningPart, 'text'>
  | Omit<RefusalPart, 'text'>
  | Omit<ToolCallPart, 'arguments'>
  | MediaPart
  | ToolResultPart
  | ServerToolPart
  | ReferencePart
  | OpaquePart
