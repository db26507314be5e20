import type { ContinuityToken, JsonObject, JsonValue, ToolCallPart } from '@signalbox/core'
import { stringify, isJsonObject } from '@signalbox/core'

import { omit, text } from '../json-fields.ts'
import { digest } from './digest.ts'
import { chatWire, extraFields, note, objectAt, withAnyOwn } from './own-fields.ts'

/** An id for a call that came without one: the same for the same answer and place. */
export function madeCallId(answer: string, place: string): string {
  return `call_${digest(`${answer}\n${place}`, 24)}`
}

/** An entry of `tool_calls` as a part. */
export function decodeToolCall(call: JsonObject, madeId: string, model: string): ToolCallPart {
  const custom = call['type'] === 'custom' || isJsonObject(call['custom'])
  const field = custom ? 'custom' : 'function'
  const inner = objectAt(call, field)
  const id = text(call, 'id')
  const signature = thoughtSignature(call)
  const rest = omit(call, ['id', 'type', field, signature === undefined ? '' : 'extra_content'])
  const innerRest = omit(inner, ['name', custom ? 'input' : 'arguments'])
  return {
    type: 'tool-call',
    callId: id === undefined || id === '' ? madeId : id,
    name: text(inner, 'name') ?? '',
    kind: custom ? 'custom' : 'function',
    arguments: argumentsText(custom ? inner['input'] : inner['arguments']),
    ...(signature === undefined ? {} : { continuity: tokenOf(signature, model) }),
    ...withAnyOwn({
      ...rest,
      ...(Object.keys(innerRest).length === 0 ? {} : { [field]: innerRest }),
      ...(call['type'] === undefined ? { $untyped: true } : {}),
    }),
  }
}

/** Google's place for a thought signature, when it is all that is there. */
function thoughtSignature(call: JsonObject): string | undefined {
  const extra = objectAt(call, 'extra_content')
  const google = objectAt(extra, 'google')
  if (Object.keys(extra).length !== 1 || Object.keys(google).length !== 1) return undefined
  return text(google, 'thought_signature')
}

/** A thought signature as a token of this wire. */
function tokenOf(data: string, model: string): ContinuityToken {
  return { data, kind: 'thought-signature', issuer: { wire: chatWire, provider: '', model } }
}

/** Arguments are text; some servers send the object itself. */
export function argumentsText(value: JsonValue | undefined): string {
  if (typeof value === 'string') return value
  return value === undefined || value === null ? '' : stringify(value)
}

/** What encoding a call depends on. */
export interface CallScope {
  readonly token: ContinuityToken | undefined
  readonly callId: string
  readonly name: string
  /** The target has no custom tools: the input becomes an argument. */
  readonly wrapped: boolean
}

/** A part as an entry of `tool_calls`. */
export function encodeToolCall(part: ToolCallPart, scope: CallScope): JsonObject {
  const extra = extraFields(part)
  const custom = part.kind === 'custom' && !scope.wrapped
  const field = custom ? 'custom' : 'function'
  const inner = objectAt(extra, field)
  const said = part.kind === 'custom' && scope.wrapped ? wrap(part.arguments) : part.arguments
  return {
    ...omit(extra, [field]),
    id: scope.callId,
    ...(note(part, 'untyped') === true ? {} : { type: field }),
    [field]: { ...inner, name: scope.name, [custom ? 'input' : 'arguments']: said },
    ...(scope.token === undefined
      ? {}
      : { extra_content: { google: { thought_signature: scope.token.data } } }),
  }
}

function wrap(input: string): string {
  return JSON.stringify({ input })
}

/** The input of a custom tool out of the arguments of the function it was wrapped in. */
export function unwrap(said: string): string {
  try {
    const value: unknown = JSON.parse(said)
    if (isJsonObject(value) && typeof value['input'] === 'string') return value['input']
  } catch {
    return said
  }
  return said
}
