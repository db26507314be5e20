import {
  GatewayError,
  header,
  isJsonObject,
  jsonBody,
  type ChatRequest,
  type Completion,
  type WireResponse,
} from '@signalbox/core'

import { decodeFinish } from '../finish-reason.ts'
import { decodeUsage } from '../usage.ts'
import { decodeBlocks } from './decode-content.ts'
import { keep, omit } from './own-fields.ts'
import { restoreCalls } from './restore-calls.ts'

const known = ['output', 'stopReason', 'usage']

/** A whole answer; it names no model, so it is the one that was asked. */
export function decodeResponse(response: WireResponse, request: ChatRequest): Completion {
  const body = jsonBody(response)
  const { output, stopReason, usage } = body
  const message = isJsonObject(output) ? output['message'] : undefined
  const content = isJsonObject(message) ? message['content'] : undefined
  if (!Array.isArray(content)) throw malformed('The provider answered with no content list.')
  const parts = restoreCalls(decodeBlocks(content), request)
  const hasCalls = parts.some(({ type }) => type === 'tool-call')
  return {
    id: header(response.headers, 'x-amzn-requestid') ?? '',
    model: request.model,
    ...(isJsonObject(usage) ? { usage: decodeUsage(usage) } : {}),
    ...keep(omit(body, known)),
    candidates: [
      {
        message: { role: 'assistant', content: parts },
        finish: decodeFinish(stopReason, { hasCalls, stop: request.stop }),
      },
    ],
  }
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
