import {
  relayBody,
  type ChatRequest,
  type Encoded,
  type JsonObject,
  type Target,
  type Warning,
} from '@signalbox/core'

import type { Endpoint } from '../wire/endpoint.ts'
import { converseBody } from './body.ts'
import { wire } from './own-fields.ts'

/** Canonical → Converse; a stream is another path, not another body. */
export function encodeRequest(request: ChatRequest, target: Target, endpoint: Endpoint): Encoded {
  const { body, warnings } = encodeBody(request, target)
  const place = endpoint(target, request.stream ? 'converse-stream' : 'converse')
  return { request: { ...place, body: relayBody({ wire, body, headers: [] }, {}) }, warnings }
}

/** The JSON body alone, as counting needs it too. */
export function encodeBody(
  request: ChatRequest,
  target: Target,
): { body: JsonObject; warnings: readonly Warning[] } {
  const warnings: Warning[] = []
  const body = converseBody(request, target, (code, path, detail) => {
    warnings.push({ code, path, detail })
  })
  return { body, warnings }
}
