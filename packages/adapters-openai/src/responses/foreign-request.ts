import type { ChatRequest, Target } from '@signalbox/core'

import type { Warn } from '../warnings.ts'

const minOutputTokens = 16
const maxUserLength = 64
const tiers = new Set(['auto', 'default', 'flex', 'scale', 'priority', 'fast'])
const retentions = new Set(['in_memory', '24h'])
const plainModels = /^(?:gpt-3|gpt-4|chatgpt)/

/** Fits a request of another wire to this one; every setting without a place here is a warning. */
export function adaptForeign(request: ChatRequest, target: Target, warn: Warn): ChatRequest {
  warnDropped(request, warn)
  const thinks = reasons(request, target)
  return {
    ...request,
    messages: mentionJson(request, warn),
    maxOutputTokens: clampOutput(request.maxOutputTokens, warn),
    serviceTier: tier(request.serviceTier, warn),
    user: user(request.user, warn),
    reasoning: reasoning(request, thinks, warn),
    promptCache: {
      key: request.promptCache?.key,
      ttl: retentions.has(request.promptCache?.ttl ?? '') ? request.promptCache?.ttl : undefined,
    },
    state: { ...request.state, store: request.state?.store ?? false },
  }
}

function warnDropped(request: ChatRequest, warn: Warn): void {
  const { modalities, candidates } = request
  const lost: readonly (readonly [string, unknown])[] = [
    ['stop', request.stop?.length === 0 ? undefined : request.stop],
    ['top_k', request.topK],
    ['min_p', request.minP],
    ['seed', request.seed],
    ['presence_penalty', request.presencePenalty],
    ['frequency_penalty', request.frequencyPenalty],
    ['logit_bias', request.logitBias],
    ['n', candidates === 1 ? undefined : candidates],
    ['modalities', modalities?.some((entry) => entry !== 'text') === true ? true : undefined],
  ]
  for (const [path, value] of lost)
    if (value !== undefined) warn('dropped', path, `The Responses API has no "${path}".`)
}

function clampOutput(tokens: number | undefined, warn: Warn): number | undefined {
  if (tokens === undefined || tokens >= minOutputTokens) return tokens
  warn('clamped', 'max_output_tokens', `The Responses API wants at least ${minOutputTokens}.`)
  return minOutputTokens
}

function tier(wanted: string | undefined, warn: Warn): string | undefined {
  if (wanted === undefined || tiers.has(wanted)) return wanted
  warn('dropped', 'service_tier', `"${wanted}" is no service tier of this wire.`)
  return undefined
}

function user(name: string | undefined, warn: Warn): string | undefined {
  if (name === undefined || name.length <= maxUserLength) return name
  warn('dropped', 'user', `A user has at most ${maxUserLength} characters here.`)
  return undefined
}

/** Encrypted reasoning keeps a conversation going without storage; not every model details it. */
function reasoning(request: ChatRequest, thinks: boolean, warn: Warn): ChatRequest['reasoning'] {
  const options = request.reasoning
  const show = options?.show === 'full' ? 'summary' : options?.show
  if (thinks) return { ...options, show, wantEncrypted: true }
  if (options?.effort !== undefined || options?.budgetTokens !== undefined)
    warn('dropped', 'reasoning', 'This model does not reason.')
  return undefined
}

/** A model that does not reason refuses both the effort and the wish for encrypted content. */
function reasons(request: ChatRequest, target: Target): boolean {
  const known = target.capabilities?.reasoning
  if (known !== undefined) return known !== 'none'
  if (request.reasoning !== undefined && request.reasoning.mode !== 'off') return true
  return !plainModels.test(target.model)
}

function mentionJson(request: ChatRequest, warn: Warn): ChatRequest['messages'] {
  const { messages, format } = request
  if (format?.type !== 'json' || /json/i.test(JSON.stringify(messages.map(texts)))) return messages
  warn('emulated', 'response_format', 'The word JSON was added, without which this is refused.')
  return [{ role: 'system', content: [{ type: 'text', text: 'Answer in JSON.' }] }, ...messages]
}

function texts(message: ChatRequest['messages'][number]): readonly string[] {
  return message.content.map((part) => (part.type === 'text' ? part.text : ''))
}
