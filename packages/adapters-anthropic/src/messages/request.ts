import {
  acceptsToken,
  header,
  relayBody,
  splitBaseUrl,
  type ChatRequest,
  type Encoded,
  type HeaderList,
  type JsonObject,
  type Source,
  type Target,
  type Warning,
  type WireRequest,
} from '@signalbox/core'

import { callIdAlias } from './alias.ts'
import type { BlockScope } from './encode-content.ts'
import { foreignBody } from './foreign-body.ts'
import { ownBody } from './own-body.ts'
import { ownFields, wire, type Warn } from './own-fields.ts'
import { wireToolName } from './tool-names.ts'

const defaultBaseUrl = 'https://api.anthropic.com'
const oldestVersion = '2023-06-01'

/** Canonical → Messages: faithful for a client of this wire, fitted to it for all others. */
export function encodeRequest(request: ChatRequest, target: Target): Encoded {
  const { body, warnings } = encodeBody(request, target)
  const content = relayBody({ wire, body, headers: [] }, {})
  return { request: messagesRequest('/v1/messages', content, target, request.source), warnings }
}

/** A client of this wire: its own body, another model. */
export function relayRequest(source: Source, target: Target): Encoded {
  const body = relayBody(source, { model: target.model })
  return { request: messagesRequest('/v1/messages', body, target, source), warnings: [] }
}

/** The JSON body alone, as count-tokens needs it too. */
export function encodeBody(
  request: ChatRequest,
  target: Target,
): { body: JsonObject; warnings: readonly Warning[] } {
  const warnings: Warning[] = []
  const warn: Warn = (code, path, detail) => void warnings.push({ code, path, detail })
  const own = ownFields(request) !== undefined
  const scope: BlockScope = {
    reader: 'provider',
    provider: target.provider,
    own,
    warn,
    accepts: (token) => acceptsToken(token, wire, target),
    callId: callIdAlias,
    toolName: wireToolName,
  }
  const body = own ? ownBody(request, target, scope) : foreignBody(request, target, scope)
  return { body, warnings }
}

/** A POST to the target with the headers this wire needs; a client's own version and betas pass. */
export function messagesRequest(
  path: string,
  body: Uint8Array | string,
  target: Target,
  source: Source | undefined,
): WireRequest {
  const { origin, prefix } = splitBaseUrl(target.baseUrl ?? defaultBaseUrl)
  const sent: HeaderList = source?.wire === wire ? source.headers : []
  const betas = header(sent, 'anthropic-beta')
  return {
    method: 'POST',
    origin,
    path: prefix + path,
    headers: [
      'content-type',
      'application/json',
      'anthropic-version',
      header(sent, 'anthropic-version') ?? oldestVersion,
      ...(betas === undefined ? [] : ['anthropic-beta', betas]),
    ],
    body,
  }
}
