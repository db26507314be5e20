import type { GatewayRequest, Message, Part, Usage } from '@signalbox/core'

/** Letters per token of text, on the low side: a reservation should rather be too high. */
const bytesPerToken = 3.5
const perMessage = 4
const mediaTokens: Readonly<Record<'image' | 'audio' | 'video' | 'file', number>> = {
  image: 1_000,
  audio: 1_500,
  video: 5_000,
  file: 3_000,
}
const usualAnswer = 1_024

/** What may be known better than by guessing. */
export interface EstimateOptions {
  readonly inputTokens?: number | undefined
  readonly cachedTokens?: number | undefined
  readonly outputTokens?: number | undefined
  readonly reasoningTokens?: number | undefined
  /** Unix ms at which it would be sent. */
  readonly at?: number | undefined
}

/** Usage that a request may come to; marked as estimated. */
export function estimateUsage(request: GatewayRequest, options: EstimateOptions = {}): Usage {
  const sent = Math.ceil(options.inputTokens ?? inputOf(request))
  const cached = Math.min(sent, Math.ceil(options.cachedTokens ?? 0))
  const text = Math.ceil(options.outputTokens ?? outputOf(request))
  return {
    input: {
      uncached: sent - cached,
      cacheRead: cached,
      cacheWrite5m: 0,
      cacheWrite1h: 0,
      cacheWriteOther: 0,
      toolUse: 0,
    },
    output: { text, reasoning: Math.ceil(options.reasoningTokens ?? 0) },
    estimated: true,
  }
}

function inputOf(request: GatewayRequest): number {
  switch (request.operation) {
    case 'chat': {
      const { tools: list } = request
      const tools = list === undefined ? 0 : textTokens(JSON.stringify(list))
      return sum(request.messages.map(messageTokens)) + tools
    }
    case 'count-tokens':
      return 0
    case 'embed':
      return sum(request.inputs.map((parts) => sum(parts.map(partTokens))))
    case 'rerank':
      return textTokens(request.query) + sum(request.documents.map(textTokens))
    case 'moderate':
      return sum(request.content.map(partTokens))
    case 'image':
    case 'speech':
    case 'transcribe':
      return textTokens(request.prompt ?? '') + sum(request.content.map(partTokens))
  }
}

function outputOf(request: GatewayRequest): number {
  if (request.operation !== 'chat') return 0
  return (request.maxOutputTokens ?? usualAnswer) * (request.candidates ?? 1)
}

function messageTokens({ content }: Message): number {
  return perMessage + sum(content.map(partTokens))
}

function partTokens(part: Part): number {
  switch (part.type) {
    case 'text':
    case 'refusal':
    case 'reasoning':
      return textTokens(part.text)
    case 'media':
      return part.source.type === 'text' ? textTokens(part.source.text) : mediaTokens[part.kind]
    case 'tool-call':
      return perMessage + textTokens(part.name) + textTokens(part.arguments)
    case 'tool-result':
      return perMessage + sum(part.content.map(partTokens))
    case 'server-tool':
    case 'opaque':
      return textTokens(JSON.stringify(part.value))
    case 'reference':
      return 0
  }
}

function textTokens(text: string): number {
  let bytes = 0
  for (let i = 0; i < text.length; i++) bytes += text.charCodeAt(i) < 0x80 ? 1 : bytesPerToken
  return bytes / bytesPerToken
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
