import type { ChatRequest, Message, Target } from '@signalbox/core'

import type { CompatibleRow } from '../row.ts'
import type { Warn } from '../warnings.ts'
import { digest } from './digest.ts'
import { note, ownFields } from './own-fields.ts'

const maxUserLength = 64

/** A request of another wire with what this one demands: the word JSON, a short user, one format. */
export function adaptRequest(
  request: ChatRequest,
  row: CompatibleRow,
  target: Target,
  warn: Warn,
): ChatRequest {
  warnState(request, warn)
  const fitted = fitFormat(request, row, target, warn)
  const { user } = fitted
  // Metadata from a header is the gateway's; OpenAI takes any only for what it stores.
  if (ownFields(request) !== undefined)
    return note(request, 'metadata') === true ? fitted : { ...fitted, metadata: undefined }
  const thinks = target.capabilities?.reasoning !== 'none'
  if (!thinks && request.reasoning !== undefined && request.reasoning.mode !== 'off')
    warn('dropped', 'reasoning', 'The model does not think.')
  return {
    ...mentionJson(fitted),
    user: user === undefined || user.length <= maxUserLength ? user : digest(user, 32),
    metadata: fitted.state?.store === true ? fitted.metadata : undefined,
    serviceTier: tier(fitted.serviceTier, warn),
    ...(thinks ? {} : { reasoning: undefined }),
  }
}

const tiers = new Set(['auto', 'default', 'flex', 'scale', 'priority', 'fast', 'on_demand'])

function tier(name: string | undefined, warn: Warn): string | undefined {
  if (name === undefined || tiers.has(name)) return name
  if (name === 'standard_only') return 'default'
  warn('dropped', 'service_tier', `The provider has no service tier "${name}".`)
  return undefined
}

function warnState({ state, maxToolCalls }: ChatRequest, warn: Warn): void {
  const lost: readonly (readonly [string, unknown])[] = [
    ['previous_response_id', state?.previousId],
    ['conversation', state?.conversationId],
    ['background', state?.background === true ? true : undefined],
    ['max_tool_calls', maxToolCalls],
  ]
  for (const [path, value] of lost)
    if (value !== undefined) warn('dropped', path, `Chat Completions has no "${path}".`)
}

/** Whether the target answers a schema with a refusal. */
export function knowsNoSchema(row: CompatibleRow, target: Target): boolean {
  return (target.capabilities?.jsonSchema ?? row.capabilities?.jsonSchema) === 'none'
}

/** Where schemas are not understood, JSON is asked for and the schema is told in words. */
function fitFormat(
  request: ChatRequest,
  row: CompatibleRow,
  target: Target,
  warn: Warn,
): ChatRequest {
  const { format } = request
  if (format?.type !== 'json-schema' || !knowsNoSchema(row, target)) return request
  warn('emulated', 'response_format', 'The schema is told in words; the answer is only JSON.')
  const told = `Answer with one JSON object that fits this schema:\n${JSON.stringify(format.schema)}`
  return { ...request, format: { type: 'json' }, messages: [system(told), ...request.messages] }
}

/** JSON mode is a 400 at OpenAI and others when no message says the word. */
function mentionJson(request: ChatRequest): ChatRequest {
  if (request.format?.type !== 'json') return request
  const said = request.messages.some(({ content }) =>
    content.some((part) => part.type === 'text' && /json/i.test(part.text)),
  )
  if (said) return request
  return { ...request, messages: [system('Answer with JSON.'), ...request.messages] }
}

function system(text: string): Message {
  return { role: 'system', content: [{ type: 'text', text }] }
}
