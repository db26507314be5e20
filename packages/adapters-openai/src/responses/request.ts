import type { ChatRequest, Encoded, JsonObject, Source, Target, WireRequest } from '@signalbox/core'
import { acceptsToken, relayBody, splitBaseUrl, stringify } from '@signalbox/core'

import { isList } from '../json-fields.ts'
import { warningList, type Warn } from '../warnings.ts'
import { warnForeign } from './foreign-extensions.ts'
import { adaptForeign } from './foreign-request.ts'
import type { ItemContext } from './item-context.ts'
import { fileOwner } from './media.ts'
import { textLogprobs } from './options.ts'
import { ownFields, responsesWire } from './own-fields.ts'
import { encodeBody } from './request-body.ts'

const defaultBaseUrl = 'https://api.openai.com/v1'

/** Canonical → Responses; requests of another wire are stored nowhere and ask for encrypted reasoning. */
export function encodeResponsesRequest(
  request: ChatRequest,
  target: Target,
  baseUrl?: string,
): Encoded {
  const { warnings, warn } = warningList()
  const body = bodyFor(request, target, warn)
  return { request: post(target, '/responses', stringify(body), baseUrl), warnings }
}

/** The client's body with the target's model. */
export function relayResponsesRequest(source: Source, target: Target, baseUrl?: string): Encoded {
  const body = relayBody(source, { model: target.model })
  return { request: post(target, '/responses', body, baseUrl), warnings: [] }
}

/** The body of a request for a target; losses go to `warn`. */
export function bodyFor(request: ChatRequest, target: Target, warn: Warn): JsonObject {
  const native = ownFields(request) !== undefined
  const context = requestContext(request, target, warn)
  warnForeign(request, warn)
  const fitted = native ? request : adaptForeign(request, target, warn)
  const body = { ...encodeBody(fitted, context), model: target.model }
  return native || request.logprobs === undefined ? body : askLogprobs(body)
}

function requestContext(request: ChatRequest, target: Target, warn: Warn): ItemContext {
  const parts = request.messages.flatMap((message) => message.content)
  const custom = parts.flatMap((part) =>
    part.type === 'tool-call' && part.kind === 'custom' ? [part.callId] : [],
  )
  return {
    native: ownFields(request) !== undefined,
    reply: false,
    warn,
    accepts: (token) => acceptsToken(token, responsesWire, target),
    keepsFilesOf: (provider) => provider === fileOwner || provider === target.provider,
    customCalls: new Set(custom),
  }
}

function askLogprobs(body: JsonObject): JsonObject {
  const include = isList(body['include']) ? body['include'] : []
  return { ...body, include: [...include, textLogprobs] }
}

/** A POST below the target's base URL, else the provider's. */
export function post(
  target: Target,
  path: string,
  body: Uint8Array | string,
  baseUrl: string = defaultBaseUrl,
): WireRequest {
  const { origin, prefix } = splitBaseUrl(target.baseUrl ?? baseUrl)
  return {
    method: 'POST',
    origin,
    path: prefix + path,
    headers: ['content-type', 'application/json'],
    body,
  }
}
