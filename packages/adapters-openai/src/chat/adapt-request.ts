import type { ChatRequest, Message, Target } from '@signalbox/core'

import type { Warn } from '../responses/warnings.ts'
import type { CompatibleRow } from '../row.ts'
import { digest } from './digest.ts'
import { ownFields } from './own-fields.ts'

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
  if (ownFields(request) !== undefined) return fitted
  const { reasoning } = target.capabilities ?? {}
  return {
    ...mentionJson(fitted),
    user: user === undefined || user.length <= maxUserLength ? user : digest(user, 32),
    serviceTier: tier(fitted.serviceTier, warn),
    ...(reasoning === 'none' ? { reasoning: undefined } : {}),
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

/** Where schemas are not understood, JSON is asked for and the schema is told in words. */
function fitFormat(
  request: ChatRequest,
  row: CompatibleRow,
  target: Target,
  warn: Warn,
): ChatRequest {
  const { format } = request
  const jsonSchema = target.capabilities?.jsonSchema ?? row.capabilities?.jsonSchema
  if (format?.type !== 'json-schema' || jsonSchema !== 'none') return request
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
