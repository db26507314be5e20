import type { ChatRequest, Encoded, JsonObject, Source, Target } from '@signalbox/core'
import { acceptsToken, relayBody, stringify } from '@signalbox/core'

import { isList } from '../json-fields.ts'
import { post, type Address } from '../post.ts'
import { warningList, type Warn } from '../warnings.ts'
import { warnForeign } from './foreign-extensions.ts'
import { adaptForeign } from './foreign-request.ts'
import type { ItemContext } from './item-context.ts'
import { fileOwner } from './media.ts'
import { textLogprobs } from './options.ts'
import { ownFields, responsesWire } from './own-fields.ts'
import { encodeBody } from './request-body.ts'

/** OpenAI's own address. */
export const openaiAddress: Address = {
  provider: 'openai',
  baseUrl: 'https://api.openai.com/v1',
}

/** Canonical → Responses; requests of another wire are stored nowhere and ask for encrypted reasoning. */
export function encodeResponsesRequest(
  request: ChatRequest,
  target: Target,
  address: Address = openaiAddress,
): Encoded {
  const { warnings, warn } = warningList()
  const body = bodyFor(request, target, warn)
  return { request: post(address, target, '/responses', stringify(body)), warnings }
}

/** The client's body with the target's model. */
export function relayResponsesRequest(
  source: Source,
  target: Target,
  address: Address = openaiAddress,
): Encoded {
  const body = relayBody(source, { model: target.model })
  return { request: post(address, target, '/responses', body), warnings: [] }
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
