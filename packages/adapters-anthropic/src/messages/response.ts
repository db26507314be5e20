import {
  GatewayError,
  isJsonObject,
  jsonBody,
  type ChatRequest,
  type Completion,
  type Extensions,
  type JsonObject,
  type Part,
  type WireResponse,
} from '@signalbox/core'

import { classifyEvent } from '../errors.ts'
import { decodeFinish } from '../finish-reason.ts'
import { decodeUsage } from '../usage.ts'
import { decodeBlocks, issuedBy } from './decode-content.ts'
import { omit, wire } from './own-fields.ts'
import { restoreCalls } from './restore-calls.ts'

const known = ['id', 'type', 'role', 'model', 'content', 'stop_reason', 'stop_sequence', 'usage']

/** A whole answer; an error envelope in a 200 is thrown as what it is. */
export function decodeResponse(response: WireResponse, request: ChatRequest): Completion {
  const body = jsonBody(response)
  if (body['type'] === 'error') throw classifyEvent(body)
  const { id, model, content, usage } = body
  if (!Array.isArray(content)) throw malformed('The provider answered with no content list.')
  const name = typeof model === 'string' ? model : ''
  const parts = restoreCalls(decodeBlocks(content, issuedBy(name)), request)
  return {
    id: typeof id === 'string' ? id : '',
    model: name,
    ...(isJsonObject(usage) ? { usage: decodeUsage(usage) } : {}),
    extensions: messageFields(body),
    candidates: [{ message: { role: 'assistant', content: parts }, finish: finishOf(body, parts) }],
  }
}

/** What an answer of this wire carries beside the model; present even when there is nothing. */
export function messageFields(body: JsonObject): Extensions {
  const taken = isJsonObject(body['stop_details']) ? [...known, 'stop_details'] : known
  return { [wire]: omit(body, taken) }
}

/** An answer that is not of this wire. */
export function malformed(message: string, cause?: unknown): GatewayError {
  return new GatewayError('upstream_error', message, {
    origin: 'provider',
    verdict: 'malformed',
    ran: 'maybe',
    scope: 'target',
    ...(cause === undefined ? {} : { cause }),
  })
}

function finishOf(body: JsonObject, parts: readonly Part[]): Completion['candidates'][0]['finish'] {
  const hasCalls = parts.some(({ type }) => type === 'tool-call')
  const finish = decodeFinish(body, hasCalls)
  return finish.reason === 'tool-calls' && !hasCalls ? { ...finish, reason: 'stop' } : finish
}
