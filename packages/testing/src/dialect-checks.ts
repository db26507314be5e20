import {
  GatewayError,
  header,
  isJsonObject,
  type ChatDialect,
  type ChatRequest,
  type Dialect,
  type ErrorKind,
  type JsonObject,
  type Outbound,
} from '@signalbox/core'
import fc from 'fast-check'
import { expect } from 'vitest'

import { completions } from './arbitraries.ts'
import type { BadBody } from './bad-bodies.ts'
import { mutated, mutations, withUnknownFields } from './json-mutation.ts'
import { decodedRequest, requestBody } from './recorded-request.ts'
import type { Recording } from './recordings.ts'
import { turnsKey } from './wires.ts'

/** A recorded request is understood: it has turns, a model, and its source as sent. */
export function checkDecodesRequest(dialect: ChatDialect, recording: Recording): void {
  const request = decodedRequest(dialect, recording)
  expect(request.operation).toBe('chat')
  expect(request.model).not.toBe('')
  expect(request.messages.length).toBeGreaterThan(0)
  // Wishes for the gateway are taken out before the source is kept.
  const wishes = { models: undefined, provider: undefined }
  expect({ ...request.source?.body, ...wishes }).toEqual({ ...requestBody(recording), ...wishes })
}

/** Fields and parts newer than the dialect do no harm. */
export function checkTolerance(dialect: ChatDialect, recording: Recording): void {
  const body = requestBody(recording) ?? {}
  const turns = turnsKey(dialect.name)
  const known = new RegExp(`^(${turns}(\\.\\d+(\\.(content|parts)(\\.\\d+)?)?)?)?$`)
  const changed = withUnknownFields(body, (path) => known.test(path))
  const before = decodedRequest(dialect, recording)
  const after = decodedRequest(dialect, recording, changed)
  expect(after.messages.map(shape)).toEqual(before.messages.map(shape))
}

function shape({ role, content }: ChatRequest['messages'][number]): unknown {
  return { role, parts: content.map(({ type }) => type) }
}

/** Wrong types are the client's mistake, and the answer names the field. */
export function checkBadBody(dialect: ChatDialect, { body, param }: BadBody): void {
  const thrown = thrownBy(() => dialect.decodeRequest(body, undefined, { model: 'm' }))
  if (!GatewayError.is(thrown)) throw new Error(`Accepted or crashed: ${String(thrown)}`)
  expect([thrown.kind, thrown.details.origin]).toEqual(['invalid_request', 'client'])
  expect(`${thrown.details.param ?? ''}.`.startsWith(`${param}.`), `param is ${param}`).toBe(true)
}

/** A body with anything in it is understood or refused, never a crash, and pollutes nothing. */
export function checkFuzzedBody(dialect: ChatDialect, recording: Recording, runs: number): void {
  const body = requestBody(recording) ?? {}
  fc.assert(
    fc.property(mutations(), (changes) => {
      const thrown = thrownBy(() => decodedRequest(dialect, recording, mutated(body, changes)))
      if (thrown !== undefined && !(GatewayError.is(thrown) && thrown.status === 400)) throw thrown
      expect('polluted' in {}).toBe(false)
    }),
    { numRuns: runs },
  )
}

const kinds: readonly ErrorKind[] = [
  'invalid_request',
  'unsupported',
  'context_length',
  'payload_too_large',
  'authentication',
  'permission',
  'unknown_model',
  'content_blocked',
  'rate_limited',
  'budget_exceeded',
  'overloaded',
  'no_compliant_provider',
  'auth_store_unavailable',
  'upstream_error',
  'upstream_timeout',
  'cancelled',
  'internal',
]

/** Every error has the caller's envelope: status, sentence, code, request id; nothing of the provider's body. */
export function checkErrors(dialect: Dialect): void {
  for (const kind of kinds) {
    const error = new GatewayError(kind, 'A sentence.', {
      origin: 'provider',
      retryAfterMs: 1500,
      param: 'messages.0',
      body: { hidden: 'the provider said so' },
    })
    const outbound = dialect.encodeError(error, 'req-1')
    const text = textOf(outbound)
    expect([kind, outbound.status]).toEqual([kind, error.status])
    expect(header(outbound.headers, 'content-type')).toContain('application/json')
    expect(header(outbound.headers, 'x-should-retry')).toBeDefined()
    expect(header(outbound.headers, 'retry-after')).toBe('2')
    expect(isJsonObject(JSON.parse(text))).toBe(true)
    for (const part of ['A sentence.', `"${kind}"`, '"req-1"']) expect(text).toContain(part)
    expect(text).not.toContain('the provider said so')
  }
}

/** Any answer becomes a JSON body with status 200. */
export function checkReplies(dialect: ChatDialect, request: ChatRequest, runs: number): void {
  fc.assert(
    fc.property(completions(), (completion) => {
      const outbound = dialect.encodeReply({ type: 'completion', completion }, request)
      expect(outbound.status).toBe(200)
      expect(header(outbound.headers, 'content-type')).toContain('application/json')
      expect(isJsonObject(JSON.parse(textOf(outbound)))).toBe(true)
    }),
    { numRuns: runs },
  )
}

/** The smallest request a dialect's client would send. */
export function smallRequest(wire: string): JsonObject {
  if (wire === 'openai-responses') return { model: 'm', input: 'Hi', stream: true }
  if (wire === 'google-generate') return { contents: [{ role: 'user', parts: [{ text: 'Hi' }] }] }
  const messages = [{ role: 'user', content: 'Hi' }]
  return { model: 'm', max_tokens: 9, stream: true, messages }
}

function textOf({ body }: Outbound): string {
  return typeof body === 'string' ? body : new TextDecoder().decode(body)
}

function thrownBy(work: () => unknown): unknown {
  try {
    work()
    return undefined
  } catch (error) {
    return error
  }
}
