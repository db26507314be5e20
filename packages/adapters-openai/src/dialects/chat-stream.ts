import type {
  ChatRequest,
  GatewayError,
  JsonObject,
  Part,
  PartSeed,
  StreamEncoder,
  StreamEvent,
  Usage,
} from '@signalbox/core'

import { encodeAssistant } from '../chat/encode-assistant.ts'
import { replyScope } from '../chat/encode-response.ts'
import { extraFields } from '../chat/own-fields.ts'
import { encodeDetail, needsDetail } from '../chat/reasoning.ts'
import { flatName } from '../chat/scope.ts'
import { encodeToolCall } from '../chat/tool-calls.ts'
import { truncated } from '../errors.ts'
import { encodeFinish } from '../finish-reason.ts'
import { encodeUsage } from '../usage.ts'

/** Events → chunks of one `chat.completion.chunk` stream. */
export function encodeChatStream(request: ChatRequest): StreamEncoder {
  return new ChatStreamEncoder(request.streamUsage === true)
}

interface OpenPart {
  part: PartSeed
  text: string
  /** Where a tool call stands among the calls of its candidate. */
  call: number
}

interface OpenCandidate {
  readonly parts: Map<number, OpenPart>
  calls: number
  details: number
  finished: boolean
}

class ChatStreamEncoder implements StreamEncoder {
  readonly headers = [
    'content-type',
    'text/event-stream; charset=utf-8',
    'cache-control',
    'no-cache',
  ]
  readonly #wantsUsage: boolean
  readonly #candidates = new Map<number, OpenCandidate>()
  #head: JsonObject = { id: '', object: 'chat.completion.chunk', created: 0, model: '' }
  #usage: Usage | undefined
  #error: GatewayError | undefined
  #ended = false

  constructor(wantsUsage: boolean) {
    this.#wantsUsage = wantsUsage
  }

  push(event: StreamEvent): string {
    if (this.#ended) return ''
    switch (event.type) {
      case 'start': {
        const { id, model, createdAt = 0 } = event
        this.#head = { ...this.#head, id, model, created: createdAt, ...extraFields(event) }
        return ''
      }
      case 'part-start':
        return this.#start(event.candidate, event.index, event.part)
      case 'part-delta':
        return this.#delta(event.candidate, event.index, event.text)
      case 'part-patch':
        return this.#patch(event.candidate, event.index, event.fields)
      case 'part-end':
        return this.#end(event.candidate, event.index)
      case 'logprobs':
        return this.#choice(event.candidate, {
          delta: {},
          logprobs: event.logprobs,
          finish_reason: null,
        })
      case 'finish': {
        const state = this.#candidate(event.candidate)
        state.finished = true
        const finish_reason = encodeFinish(event.finish)
        return this.#choice(event.candidate, { delta: {}, finish_reason, ...extraFields(event) })
      }
      case 'blocked': {
        this.#candidate(0).finished = true
        const refused = { delta: { refusal: 'The prompt was blocked.' }, finish_reason: null }
        return (
          this.#choice(0, refused) + this.#choice(0, { delta: {}, finish_reason: 'content_filter' })
        )
      }
      case 'usage':
        this.#usage = event.usage
        return ''
      case 'error':
        this.#error ??= event.error
        return ''
      case 'opaque':
        return ''
    }
  }

  keepAlive(): string {
    return ': keep-alive\n\n'
  }

  end(error?: GatewayError): string {
    if (this.#ended) return ''
    this.#ended = true
    const states = [...this.#candidates.values()]
    const whole = states.length > 0 && states.every(({ finished }) => finished)
    const failure = error ?? this.#error ?? (whole ? undefined : truncated())
    if (failure !== undefined) return frame({ error: streamError(failure) })
    const usage =
      this.#wantsUsage && this.#usage !== undefined ? encodeUsage(this.#usage) : undefined
    return (
      (usage === undefined ? '' : frame({ ...this.#head, choices: [], usage })) + 'data: [DONE]\n\n'
    )
  }

  #start(candidate: number, index: number, part: PartSeed): string {
    const state = this.#candidate(candidate)
    const open: OpenPart = { part, text: '', call: -1 }
    state.parts.set(index, open)
    if (part.type === 'tool-call') {
      open.call = state.calls++
      const call = encodeToolCall(
        { ...part, arguments: '' },
        {
          token: part.continuity?.kind === 'thought-signature' ? part.continuity : undefined,
          callId: part.callId,
          name: flatName(part),
          wrapped: false,
        },
      )
      return this.#say(candidate, { tool_calls: [{ index: open.call, type: 'function', ...call }] })
    }
    if (part.type === 'media') return this.#whole(candidate, part)
    return part.citations === undefined ? '' : this.#cite(candidate, part)
  }

  #delta(candidate: number, index: number, text: string): string {
    const open = this.#candidate(candidate).parts.get(index)
    if (open === undefined) return ''
    switch (open.part.type) {
      case 'text':
        return this.#say(candidate, { content: text })
      case 'refusal':
        return this.#say(candidate, { refusal: text })
      case 'reasoning':
        open.text += text
        return this.#say(candidate, { reasoning_content: text })
      case 'tool-call': {
        const custom = open.part.kind === 'custom'
        const inner = custom ? { custom: { input: text } } : { function: { arguments: text } }
        return this.#say(candidate, { tool_calls: [{ index: open.call, ...inner }] })
      }
      case 'media':
      case 'tool-result':
      case 'server-tool':
      case 'reference':
      case 'opaque':
        return ''
    }
  }

  #patch(candidate: number, index: number, fields: Partial<Part>): string {
    const open = this.#candidate(candidate).parts.get(index)
    if (open === undefined) return ''
    open.part = { ...open.part, ...fields } as PartSeed
    if (fields.citations !== undefined)
      return this.#cite(candidate, { type: 'text', citations: fields.citations })
    return fields.type === 'media' ? this.#whole(candidate, open.part) : ''
  }

  /** A signed reasoning part is told once more, whole: clients keep the last or append, both work. */
  #end(candidate: number, index: number): string {
    const state = this.#candidate(candidate)
    const open = state.parts.get(index)
    if (open === undefined || (open.part.type !== 'reasoning' && open.part.type !== 'opaque'))
      return ''
    const part = { ...open.part, text: open.text } as Part
    const detail = needsDetail(part) ? encodeDetail(part, state.details++) : undefined
    return detail === undefined ? '' : this.#say(candidate, { reasoning_details: [detail] })
  }

  #cite(candidate: number, seed: PartSeed): string {
    return this.#whole(candidate, { ...seed, text: '' } as Part)
  }

  /** What an assistant message would hold for one part. */
  #whole(candidate: number, part: Part | PartSeed): string {
    const message =
      encodeAssistant({ role: 'assistant', content: [part as Part] }, replyScope, '') ?? {}
    const { annotations, images, audio } = message
    const delta = Object.entries({ annotations, images, audio }).filter(
      ([, value]) => value !== undefined,
    )
    return delta.length === 0 ? '' : this.#say(candidate, Object.fromEntries(delta))
  }

  #say(candidate: number, delta: JsonObject): string {
    return this.#choice(candidate, { delta, finish_reason: null })
  }

  #choice(index: number, rest: JsonObject): string {
    const known = this.#candidates.has(index) && this.#roles.has(index)
    this.#candidate(index)
    if (known) return frame({ ...this.#head, choices: [{ index, ...rest }] })
    this.#roles.add(index)
    const opening = { index, delta: { role: 'assistant', content: '' }, finish_reason: null }
    return (
      frame({ ...this.#head, choices: [opening] }) +
      frame({ ...this.#head, choices: [{ index, ...rest }] })
    )
  }

  readonly #roles = new Set<number>()

  #candidate(index: number): OpenCandidate {
    const known = this.#candidates.get(index)
    if (known !== undefined) return known
    const fresh: OpenCandidate = { parts: new Map(), calls: 0, details: 0, finished: false }
    this.#candidates.set(index, fresh)
    return fresh
  }
}

function frame(chunk: JsonObject): string {
  return `data: ${JSON.stringify(chunk)}\n\n`
}

/** The error ending of this grammar: clients throw on it, and none follows with `[DONE]`. */
export function streamError(error: GatewayError): JsonObject {
  const broken = error.details.verdict === 'truncated' || error.details.verdict === 'stalled'
  return {
    message: error.message,
    type: 'upstream_error',
    code: broken ? 'stream_interrupted' : error.kind,
    param: error.details.param ?? null,
  }
}
