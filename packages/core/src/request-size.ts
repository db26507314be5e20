import type { Message, Part } from './content.ts'
import type { GatewayRequest } from './request.ts'
import type { Completion } from './response.ts'

/** About how many tokens a request takes: what goes in, and what may come out. */
export interface RequestSize {
  readonly tokensIn: number
  readonly tokensOut: number
}

// On the low side for prose: who reserves or waits by it should rather err upwards.
const charactersPerToken = 3.5
const perMessage = 4
const usualAnswer = 1024
const mediaTokens: Readonly<Record<'image' | 'audio' | 'video' | 'file', number>> = {
  image: 1_600,
  audio: 1_500,
  video: 5_000,
  file: 3_000,
}

const longText = 256
const utf8 = new TextEncoder()

/** A size and the request it was estimated for. */
export interface KeptSize {
  readonly of: GatewayRequest
  readonly is: RequestSize
}

/** The size of a context's present request, estimated once however many ask. */
export function sizeOf({ request, vars }: Sized): RequestSize {
  if (vars.size?.of !== request) vars.size = { of: request, is: requestSize(request) }
  return vars.size.is
}

/** An estimate without a tokenizer. Counting tokens takes none. */
export function requestSize(request: GatewayRequest): RequestSize {
  if (request.operation === 'count-tokens') return { tokensIn: 0, tokensOut: 0 }
  const tokensIn = Math.ceil(inputOf(request))
  if (request.operation !== 'chat') return { tokensIn, tokensOut: 0 }
  const { maxOutputTokens = usualAnswer, candidates = 1 } = request
  return { tokensIn, tokensOut: maxOutputTokens * candidates }
}

/** About how many tokens an answer has; not rounded. */
export function completionTokens({ candidates }: Completion): number {
  return sum(candidates.map(({ message }) => tokensOfParts(message.content)))
}

/** About how many tokens a text has; other scripts than Latin count one per character. Not rounded. */
export function tokensOfText(text: string): number {
  if (text.length > longText && isAscii(text)) return text.length / charactersPerToken
  let wide = 0
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) >= 0x80) wide++
  return wide + (text.length - wide) / charactersPerToken
}

interface Sized {
  readonly request: GatewayRequest
  readonly vars: { size?: KeptSize | undefined }
}

type Counted = Exclude<GatewayRequest, { readonly operation: 'count-tokens' }>

function inputOf(request: Counted): number {
  switch (request.operation) {
    case 'chat': {
      const { tools = [], format } = request
      const extras = tools.length === 0 ? 0 : tokensOfText(JSON.stringify(tools))
      const shape = format?.type === 'json-schema' ? tokensOfText(JSON.stringify(format)) : 0
      return sum(request.messages.map(tokensOfMessage)) + extras + shape
    }
    case 'embed':
      return sum(request.inputs.map(tokensOfParts))
    case 'rerank':
      return tokensOfText(request.query) + sum(request.documents.map(tokensOfText))
    case 'moderate':
      return tokensOfParts(request.content)
    case 'image':
    case 'speech':
    case 'transcribe':
      return tokensOfText(request.prompt ?? '') + tokensOfParts(request.content)
  }
}

/** Encoding is many times faster than a look at every character. */
function isAscii(text: string): boolean {
  return utf8.encode(text).length === text.length
}

function tokensOfMessage({ content }: Message): number {
  return perMessage + tokensOfParts(content)
}

function tokensOfParts(parts: readonly Part[]): number {
  return sum(parts.map(tokensOfPart))
}

function tokensOfPart(part: Part): number {
  switch (part.type) {
    case 'text':
    case 'refusal':
    case 'reasoning':
      return tokensOfText(part.text)
    case 'media':
      return part.source.type === 'text' ? tokensOfText(part.source.text) : mediaTokens[part.kind]
    case 'tool-call':
      return perMessage + tokensOfText(part.name) + tokensOfText(part.arguments)
    case 'tool-result':
      return perMessage + tokensOfParts(part.content)
    case 'server-tool':
    case 'opaque':
      return tokensOfText(JSON.stringify(part.value))
    case 'reference':
      return 0
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
