import type { GatewayRequest, Message, Part } from '@signalbox/core'

/** Estimates: what goes in, and what may come out. */
export interface RequestSize {
  readonly tokensIn: number
  readonly tokensOut: number
}

/** About how many tokens a request costs, counted from its characters. */
export function requestSize(request: GatewayRequest): RequestSize {
  switch (request.operation) {
    case 'chat':
      return {
        tokensIn: messageTokens(request.messages),
        tokensOut: request.maxOutputTokens ?? defaultOutput * (request.candidates ?? 1),
      }
    case 'embed':
      return {
        tokensIn: request.inputs.reduce((sum, parts) => sum + partTokens(parts), 0),
        tokensOut: 0,
      }
    case 'rerank': {
      const characters = request.documents.reduce((sum, text) => sum + text.length, 0)
      return { tokensIn: tokensOf(request.query.length + characters), tokensOut: 0 }
    }
    case 'moderate':
    case 'image':
    case 'speech':
    case 'transcribe':
      return { tokensIn: partTokens(request.content), tokensOut: 0 }
    case 'count-tokens':
      return { tokensIn: messageTokens(request.chat.messages), tokensOut: 0 }
  }
}

const defaultOutput = 1024
const mediaTokens = 1000

/** Tokens of so many characters of a western language. */
export function tokensOf(characters: number): number {
  return Math.ceil(characters / 4)
}

function messageTokens(messages: readonly Message[]): number {
  let sum = 0
  for (const { content } of messages) sum += partTokens(content)
  return sum
}

function partTokens(parts: readonly Part[]): number {
  let sum = 0
  for (const part of parts) sum += tokensOfPart(part)
  return sum
}

function tokensOfPart(part: Part): number {
  switch (part.type) {
    case 'text':
    case 'reasoning':
    case 'refusal':
      return tokensOf(part.text.length)
    case 'tool-call':
      return tokensOf(part.name.length + part.arguments.length)
    case 'tool-result':
      return partTokens(part.content)
    case 'media':
      return part.source.type === 'text' ? tokensOf(part.source.text.length) : mediaTokens
    case 'server-tool':
    case 'reference':
    case 'opaque':
      return mediaTokens
  }
}
