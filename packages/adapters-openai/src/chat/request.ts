import type { ChatRequest, Encoded, JsonObject, Source, Target } from '@signalbox/core'
import { acceptsToken, isJsonObject, relayBody, stringify } from '@signalbox/core'

import { post } from '../post.ts'
import { fileOwner } from '../responses/media.ts'
import type { CompatibleRow } from '../row.ts'
import { warningList, type Warn } from '../warnings.ts'
import { adaptRequest, knowsNoSchema } from './adapt-request.ts'
import { alternate } from './alternate.ts'
import { encodeMessages } from './encode-messages.ts'
import { fitBody } from './fit.ts'
import { encodeOptions } from './options.ts'
import { chatWire, extraFields, objectAt, ownFields } from './own-fields.ts'
import { reasoningFor } from './reasoning-options.ts'
import { warnForeign, type MessageScope } from './scope.ts'
import { encodeTools } from './tools.ts'

/** Canonical → Chat Completions, as the row's provider takes it. */
export function encodeChatRequest(
  row: CompatibleRow,
  request: ChatRequest,
  target: Target,
): Encoded {
  const { warnings, warn } = warningList()
  const body = encodeBody(row, request, target, warn)
  const whole = { ...body, ...fitBody(body, row, target, warn) }
  return { request: post(row, target, '/chat/completions', stringify(whole)), warnings }
}

/** The client's body with what the row asks for. */
export function relayChatRequest(
  row: CompatibleRow,
  source: Source,
  target: Target,
  request: ChatRequest,
): Encoded {
  if (needsTranslation(row, source.body, target)) return encodeChatRequest(row, request, target)
  const { warnings, warn } = warningList()
  const edits = fitBody(source.body, row, target, warn)
  return {
    request: post(row, target, '/chat/completions', relayBody(source, edits)),
    warnings,
  }
}

/** A schema told in words changes the messages too; thinking is asked for in other words. */
function needsTranslation(row: CompatibleRow, body: JsonObject, target: Target): boolean {
  const { options = 'reasoning_effort' } = row.reasoning ?? {}
  const { reasoning, reasoning_effort: effort } = body
  if (isJsonObject(reasoning) && options !== 'reasoning') return true
  if (typeof effort === 'string' && (options === 'thinking' || options === 'enable_thinking'))
    return true
  return objectAt(body, 'response_format')['type'] === 'json_schema' && knowsNoSchema(row, target)
}

function encodeBody(
  row: CompatibleRow,
  request: ChatRequest,
  target: Target,
  warn: Warn,
): JsonObject {
  warnForeign(request, '', warn)
  const adapted = adaptRequest(request, row, target, warn)
  const scope = scopeFor(row, target, warn)
  const extra = extraFields(request)
  const lateSystem = target.capabilities?.systemMidConversation !== false
  const encoded = {
    messages: ordered(encodeMessages(adapted.messages, scope, lateSystem), request, row),
    ...encodeTools(adapted.tools, scope),
    ...encodeOptions(adapted),
    ...(adapted.stream ? { stream: true } : {}),
    ...(adapted.streamUsage === true ? { stream_options: { include_usage: true } } : {}),
  }
  return { ...encoded, ...thinking(adapted, row, warn), ...missing(extra, encoded) }
}

function thinking(request: ChatRequest, row: CompatibleRow, warn: Warn): JsonObject {
  const said = reasoningFor(request.reasoning, row)
  if (said === undefined)
    warn('dropped', 'reasoning', `${row.provider} takes no reasoning options.`)
  return said ?? {}
}

/** What only this wire knows never overrides what the model says. */
function missing(extra: JsonObject, encoded: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(extra).filter(
      ([key]) => key === 'stream_options' || !Object.hasOwn(encoded, key),
    ),
  )
}

function scopeFor(row: CompatibleRow, target: Target, warn: Warn): MessageScope {
  return {
    row,
    warn,
    reply: false,
    documentUrl: row.documentUrl === true,
    media: target.capabilities?.media ?? row.capabilities?.media,
    keepsFilesOf: (provider) => provider === fileOwner || provider === target.provider,
    accepts: (token) => acceptsToken(token, chatWire, target),
  }
}

/** What the row wants of the order of messages; who speaks this wire knows it. */
function ordered(
  messages: readonly JsonObject[],
  request: ChatRequest,
  row: CompatibleRow,
): readonly JsonObject[] {
  if (ownFields(request) !== undefined) return messages
  const turns = row.capabilities?.alternatingRoles === true ? alternate(messages) : messages
  const last = turns.at(-1)
  if (row.prefix !== true || last?.['role'] !== 'assistant' || last['tool_calls'] !== undefined)
    return turns
  return [...turns.slice(0, -1), { ...last, prefix: true }]
}
