import type {
  ChatRequest,
  CountTokensRequest,
  Dialect,
  GatewayRequest,
  JsonObject,
  Message,
  Part,
} from '@signalbox/core'

/**
 * A request as an edited body of its dialect tells it; what the gateway added stays. A count is
 * written as the chat that it counts: of the dialects with one name, one reads it as it was meant.
 */
export function rewriteRequest(
  request: GatewayRequest,
  edited: JsonObject,
  dialects: readonly Dialect[],
): GatewayRequest {
  const { source } = request
  if (source === undefined) return request
  const inbound = {
    method: 'POST',
    path: '',
    query: '',
    headers: source.headers,
    body: new Uint8Array(),
  }
  const read = (body: JsonObject): GatewayRequest => {
    for (const dialect of dialects) {
      const reading = dialect.decodeRequest(body, inbound)
      if (reading.operation === request.operation) return reading
    }
    throw new TypeError(`No dialect of "${source.wire}" reads a request to ${request.operation}.`)
  }
  const after = read(edited)
  const { model, hints, sessionId } = request
  const kept = {
    model,
    hints,
    sessionId,
    source: { wire: source.wire, body: edited, headers: source.headers },
  }
  if (after.operation === 'count-tokens')
    return { ...after, ...kept, chat: { ...after.chat, model } } satisfies CountTokensRequest
  if (after.operation !== 'chat' || request.operation !== 'chat') return { ...after, ...kept }
  const before = read(source.body)
  const messages = before.operation === 'chat' ? carried(request, before, after) : after.messages
  return { ...after, ...kept, stream: request.stream, messages } satisfies ChatRequest
}

/** Messages that somebody changed since they were decoded keep that change, with the new texts. */
function carried(
  request: ChatRequest,
  before: ChatRequest,
  after: ChatRequest,
): readonly Message[] {
  if (request.messages.length !== after.messages.length) return after.messages
  return after.messages.map((message, index) => {
    const current = request.messages[index]
    const old = before.messages[index]
    if (current === undefined || old === undefined) return message
    if (JSON.stringify(current) === JSON.stringify(old)) return message
    const renamed = new Map<string, string>()
    for (const [place, part] of old.content.entries()) {
      const next = message.content[place]
      if (next !== undefined) renamed.set(textOf(part), textOf(next))
    }
    const content = current.content.map((part) => withText(part, renamed.get(textOf(part))))
    return { ...current, content }
  })
}

function textOf(part: Part): string {
  if (part.type === 'tool-call') return `call ${part.arguments}`
  return 'text' in part ? `text ${part.text}` : ''
}

function withText(part: Part, marked: string | undefined): Part {
  if (marked === undefined) return part
  const text = marked.slice(5)
  if (part.type === 'tool-call') return { ...part, arguments: text }
  return 'text' in part ? { ...part, text } : part
}

/** A chat with constant lines behind its leading system messages. */
export function withNotes(request: GatewayRequest, notes: readonly string[]): GatewayRequest {
  if (request.operation !== 'chat' || notes.length === 0) return request
  const { messages } = request
  const turn = messages.findIndex(({ role }) => role !== 'system' && role !== 'developer')
  const at = turn === -1 ? messages.length : turn
  const note: Message = {
    role: 'system',
    content: notes.map((text) => ({ type: 'text', text })),
  }
  return { ...request, messages: [...messages.slice(0, at), note, ...messages.slice(at)] }
}
