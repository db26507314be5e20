import {
  collect,
  explode,
  GatewayError,
  isJsonObject,
  type ChatDialect,
  type Completion,
  type JsonObject,
  type WireRequest,
} from '@signalbox/core'
import { expect } from 'vitest'

import { decodedRequest, requestBody, requestOf } from './recorded-request.ts'
import { responseOf, type Recording } from './recordings.ts'
import { targetOf, type Subject } from './subject.ts'
import { reportedUsage, summed } from './usage-oracle.ts'
import { withUnknownPart } from './wires.ts'

/** Law 1, requests: decoding and encoding on one wire changes nothing. */
export function checkRequestRoundTrip(subject: Subject, recording: Recording): void {
  const { codec, normalizeRequest } = subject
  const body = bodyOrThrow(recording)
  const request = decodedRequest(dialectOf(subject), recording)
  const { request: encoded } = codec.encodeRequest(request, targetOf(subject, recording))
  expect(normalizeRequest(jsonOf(encoded))).toEqual(normalizeRequest(body))
}

/** Law 1, relayed requests: only the listed edits. */
export function checkRelayedRequest(subject: Subject, recording: Recording): void {
  const { codec, normalizeRequest } = subject
  const body = bodyOrThrow(recording)
  const request = decodedRequest(dialectOf(subject), recording)
  const { source } = request
  if (source === undefined) throw new Error('A request decoded with its inbound has no source.')
  const relayed = codec.relayRequest?.(source, targetOf(subject, recording), request)
  if (relayed !== undefined)
    expect(normalizeRequest(jsonOf(relayed.request))).toEqual(normalizeRequest(body))
}

/** Decodes a whole answer; only an error inside a 2xx may throw, and only a `GatewayError`. */
export function checkDecodes(subject: Subject, recording: Recording): void {
  const completion = decodedAnswer(subject, recording)
  if (completion === undefined) return
  expect(typeof completion.id).toBe('string')
  for (const { message, finish } of completion.candidates) {
    expect(message.role).toBe('assistant')
    expect(finish.reason, 'every candidate ends for a reason').toBeDefined()
  }
  expect(
    completion.candidates.length > 0 || completion.blocked !== undefined,
    'an answer without a candidate says why it was blocked',
  ).toBe(true)
}

/** Law 1, answers: decoding and encoding on one wire changes nothing. */
export function checkReplyRoundTrip(subject: Subject, recording: Recording): void {
  const completion = decodedAnswer(subject, recording)
  if (completion === undefined || !isJsonObject(recording.body)) return
  const reply = replyBody(subject, recording, completion)
  expect(subject.normalizeReply(reply)).toEqual(subject.normalizeReply(recording.body))
}

/** Law 2: the answer can be told as a stream, a cache hit for one, and nothing is lost. */
export function checkReplay(subject: Subject, recording: Recording): void {
  const completion = decodedAnswer(subject, recording)
  if (completion !== undefined) expect(collect(explode(completion))).toEqual(completion)
}

/** Law 1, relayed answers: the provider's own JSON where nothing has to be repaired. */
export function checkRelayedAnswer(subject: Subject, recording: Recording): void {
  const { codec, dialect, repairs } = subject
  if (repairs(recording) || !isJsonObject(recording.body)) return
  const request = requestOf(recording, dialect)
  const bytes = codec.relayResponse?.(responseOf(recording), request)
  if (bytes !== undefined) expect(parsed(bytes)).toEqual(recording.body)
}

/** Law 1, the unknown: a part from the future turns opaque and comes back as it was. */
export function checkUnknownPart(subject: Subject, recording: Recording): void {
  const { codec, dialect } = subject
  if (!isJsonObject(recording.body)) return
  const body = withUnknownPart(codec.wire, recording.body)
  if (body === undefined || decodedAnswer(subject, recording) === undefined) return
  const changed = { ...recording, body }
  const completion = decodedAnswer(subject, changed)
  const kinds = completion?.candidates[0]?.message.content.map(({ type }) => type)
  expect(kinds, 'an unknown part is opaque').toContain('opaque')
  if (completion === undefined || dialect === undefined) return
  const reply = replyBody(subject, changed, completion)
  expect(subject.normalizeReply(reply)).toEqual(subject.normalizeReply(body))
}

/** Law 4, usage: the buckets add up to what the provider reported. */
export function checkAnswerUsage(subject: Subject, recording: Recording): void {
  if (!isJsonObject(recording.body)) return
  const expected = reportedUsage(subject.codec.wire, [recording.body])
  const completion = decodedAnswer(subject, recording)
  if (expected === undefined || completion === undefined) return
  expect(completion.usage, 'the answer reports usage').toBeDefined()
  if (completion.usage !== undefined && completion.usage.suspect !== true)
    expect(summed(completion.usage)).toEqual(expected)
}

function decodedAnswer(subject: Subject, recording: Recording): Completion | undefined {
  const { codec, dialect } = subject
  try {
    return codec.decodeResponse(responseOf(recording), requestOf(recording, dialect))
  } catch (error) {
    const { body } = recording
    const inBand = isJsonObject(body) && (body['error'] ?? null) !== null
    if (inBand && GatewayError.is(error)) return undefined
    throw error
  }
}

function replyBody(subject: Subject, recording: Recording, completion: Completion): JsonObject {
  const dialect = dialectOf(subject)
  const request = requestOf(recording, dialect)
  const { status, body } = dialect.encodeReply({ type: 'completion', completion }, request)
  expect(status).toBe(200)
  return parsed(body)
}

function dialectOf({ dialect, codec }: Subject): ChatDialect {
  if (dialect === undefined) throw new Error(`This check needs a dialect of ${codec.wire}.`)
  return dialect
}

function bodyOrThrow(recording: Recording): JsonObject {
  const body = requestBody(recording)
  if (body === undefined) throw new Error(`${recording.file} holds no request body.`)
  return body
}

function jsonOf({ body }: WireRequest): JsonObject {
  if (body === undefined) throw new Error('The encoded request has no body.')
  return parsed(body)
}

function parsed(body: Uint8Array | string): JsonObject {
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body)
  const value: unknown = JSON.parse(text)
  if (!isJsonObject(value)) throw new Error('The body is no JSON object.')
  return value
}
