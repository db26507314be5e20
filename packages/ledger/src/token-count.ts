import type { Completion, GatewayRequest, Message, Part, Usage } from '@signalbox/core'

const charactersPerToken = 3.5
const perMessage = 4
const mediaTokens: Readonly<Record<'image' | 'audio' | 'video' | 'file', number>> = {
  image: 1_600,
  audio: 1_500,
  video: 5_000,
  file: 3_000,
}

const longText = 256
const utf8 = new TextEncoder()

/** Encoding is many times faster than a look at every character. */
function isAscii(text: string): boolean {
  return utf8.encode(text).length === text.length
}

/** About how many tokens a text has; other scripts than Latin count one per character. */
export function tokensOfText(text: string): number {
  if (text.length > longText && isAscii(text)) return text.length / charactersPerToken
  let wide = 0
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) >= 0x80) wide++
  return wide + (text.length - wide) / charactersPerToken
}

/** About how many tokens a request sends. */
export function inputTokensOf(request: GatewayRequest): number {
  switch (request.operation) {
    case 'chat': {
      const { tools = [], format } = request
      const extras = tools.length === 0 ? 0 : tokensOfText(JSON.stringify(tools))
      const shape = format?.type === 'json-schema' ? tokensOfText(JSON.stringify(format)) : 0
      return sum(request.messages.map(tokensOfMessage)) + extras + shape
    }
    case 'count-tokens':
      return 0
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

/** About how many tokens an answer has. */
export function outputTokensOf({ candidates }: Completion): number {
  return sum(candidates.map(({ message }) => tokensOfParts(message.content)))
}

/** All tokens of a usage. */
export function totalTokens({ input, output }: Usage): number {
  return promptTokens({ input }) + output.text + output.reasoning
}

/** All tokens that went in. */
export function promptTokens({ input }: Pick<Usage, 'input'>): number {
  const { uncached, cacheRead, cacheWrite5m, cacheWrite1h, cacheWriteOther, toolUse } = input
  return uncached + cacheRead + cacheWrite5m + cacheWrite1h + cacheWriteOther + toolUse
}

/** A usage that nobody reported. */
export function countedUsage(inputTokens: number, outputTokens: number): Usage {
  const input = { cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, cacheWriteOther: 0, toolUse: 0 }
  return {
    input: { uncached: Math.ceil(inputTokens), ...input },
    output: { text: Math.ceil(outputTokens), reasoning: 0 },
    estimated: true,
  }
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
