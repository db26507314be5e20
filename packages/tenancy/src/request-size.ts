import type { GatewayRequest, Message, Part } from '@signalbox/core'

/** Estimates: what goes in, and what may come out. */
export interface RequestSize {
  readonly tokensIn: number
  readonly tokensOut: number
}

const defaultOutput = 1024
const mediaTokens = 1000
const charactersPerToken = 4

/** About how many tokens a request takes, by its characters and the output it asks for. */
export function requestSize(request: GatewayRequest): RequestSize {
  switch (request.operation) {
    case 'chat':
      return {
        tokensIn: messageTokens(request.messages),
        tokensOut: request.maxOutputTokens ?? defaultOutput * (request.candidates ?? 1),
      }
    case 'embed':
      return input(request.inputs.reduce((sum, parts) => sum + partTokens(parts), 0))
    case 'rerank':
      return input(tokensOf(request.query) + request.documents.reduce(addText, 0))
    case 'moderate':
    case 'image':
    case 'speech':
    case 'transcribe':
      return input(partTokens(request.content))
    case 'count-tokens':
      return input(0)
  }
}

function input(tokensIn: number): RequestSize {
  return { tokensIn, tokensOut: 0 }
}

function addText(sum: number, text: string): number {
  return sum + tokensOf(text)
}

function tokensOf(text: string): number {
  return Math.ceil(text.length / charactersPerToken)
}

function messageTokens(messages: readonly Message[]): number {
  return messages.reduce((sum, { content }) => sum + partTokens(content), 0)
}

function partTokens(parts: readonly Part[]): number {
  return parts.reduce((sum, part) => sum + tokensOfPart(part), 0)
}

function tokensOfPart(part: Part): number {
  switch (part.type) {
    case 'text':
    case 'reasoning':
    case 'refusal':
      return tokensOf(part.text)
    case 'tool-call':
      return tokensOf(part.name) + tokensOf(part.arguments)
    case 'tool-result':
      return partTokens(part.content)
    case 'media':
      return part.source.type === 'text' ? tokensOf(part.source.text) : mediaTokens
    case 'server-tool':
    case 'reference':
    case 'opaque':
      return mediaTokens
  }
}
