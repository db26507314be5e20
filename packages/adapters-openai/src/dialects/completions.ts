import type { ChatDialect, ChatRequest, Inbound, JsonObject, Message } from '@signalbox/core'
import { GatewayError, sourceOf, stringify, takeHints } from '@signalbox/core'

import { decodeOptions, encodeOptions } from '../chat/options.ts'
import { isList, omit, text } from '../json-fields.ts'
import { classifyChat } from '../leaves/chat-leaves.ts'
import { completionsBody } from '../wire/chat.ts'
import { checkBody } from '../wire/check-body.ts'
import { encodeTextCompletion, encodeTextStream } from './completions-reply.ts'
import { encodeResponsesError } from './responses-error.ts'

/** The old wire's name. */
const completionsWire = 'openai-completions'

/** `POST /v1/completions`: the prompt becomes a user message, the answer's text comes back. */
export const openaiCompletions: ChatDialect = {
  name: completionsWire,
  surfaces: [{ method: 'POST', path: '/v1/completions', lane: 'hot', auth: 'key' }],
  decodeRequest: decodeCompletionsRequest,
  encodeReply(reply, request) {
    if (reply.type !== 'completion')
      throw new GatewayError('internal', 'A text completion can only be made from a chat.')
    const body = stringify(encodeTextCompletion(reply.completion, echoOf(request)))
    return { status: 200, headers: ['content-type', 'application/json'], body }
  },
  encodeStream: (request) => encodeTextStream(request, echoOf(request)),
  encodeError: encodeResponsesError,
  classify: classifyChat,
}

/** What the client wants to read again before the answer. */
function echoOf(request: { readonly extensions?: ChatRequest['extensions'] }): string {
  const echoed = request.extensions?.[completionsWire]?.['$echo']
  return typeof echoed === 'string' ? echoed : ''
}

function decodeCompletionsRequest(body: JsonObject, inbound?: Inbound): ChatRequest {
  const taken = takeHints(body, inbound?.headers ?? [])
  checkBody(taken.body, completionsBody)
  const prompt = promptOf(taken.body)
  const chat = omit(taken.body, ['prompt', 'logprobs', 'echo', 'suffix'])
  const { logprobs } = taken.body
  const options = decodeOptions(chat)
  const said = encodeOptions(options)
  const rest = omit(chat, ['model', 'stream', 'stream_options', 'max_tokens', ...Object.keys(said)])
  const echo = taken.body['echo'] === true ? { $echo: prompt } : {}
  const { suffix } = taken.body
  const left = { ...rest, ...echo, ...(suffix === undefined || suffix === null ? {} : { suffix }) }
  return {
    operation: 'chat',
    model: text(taken.body, 'model') ?? '',
    messages: [userMessage(prompt)],
    ...options,
    ...(typeof logprobs === 'number' ? { logprobs } : {}),
    stream: taken.body['stream'] === true,
    extensions: { [completionsWire]: left },
    ...(taken.hints === undefined ? {} : { hints: taken.hints }),
    ...(taken.sessionId === undefined ? {} : { sessionId: taken.sessionId }),
    ...(taken.user === undefined ? {} : { user: taken.user }),
    ...(taken.metadata === undefined ? {} : { metadata: taken.metadata }),
    ...(inbound === undefined ? {} : { source: sourceOf(completionsWire, taken, inbound) }),
  }
}

function promptOf(body: JsonObject): string {
  const { prompt } = body
  if (typeof prompt === 'string') return prompt
  if (isList(prompt) && prompt.length === 1 && typeof prompt[0] === 'string') return prompt[0]
  if (prompt === undefined || prompt === null) return ''
  throw new GatewayError('unsupported', 'Send one prompt, as a string.', {
    origin: 'client',
    param: 'prompt',
  })
}

function userMessage(prompt: string): Message {
  return { role: 'user', content: [{ type: 'text', text: prompt }] }
}
