import {
  withCost,
  type ChatRequest,
  type GatewayError,
  type JsonObject,
  type StreamEncoder,
  type StreamEvent,
  type Usage,
} from '@signalbox/core'

import { extraFields } from '../chat/own-fields.ts'
import { truncated } from '../errors.ts'
import { encodeFinish, visibleFinish } from '../finish-reason.ts'
import { encodeUsage } from '../usage.ts'
import { ChatCandidate } from './chat-candidate.ts'

/** Events → chunks of one `chat.completion.chunk` stream. */
export function encodeChatStream(request: ChatRequest): StreamEncoder {
  return new ChatStreamEncoder(request.streamUsage === true)
}

/** The headers of a stream. */
export const streamHeaders: readonly string[] = ['content-type', 'text/event-stream; charset=utf-8']

const chunkObject = 'chat.completion.chunk'
const blocked = 'The prompt was blocked.'

class ChatStreamEncoder implements StreamEncoder {
  readonly headers = streamHeaders
  readonly #wantsUsage: boolean
  readonly #candidates = new Map<number, ChatCandidate>()
  /** The open beginning of every chunk. */
  #head = `{"id":"","object":"${chunkObject}","created":0,"model":""`
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
        const head = { id, object: chunkObject, created: createdAt, model, ...extraFields(event) }
        this.#head = JSON.stringify(head).slice(0, -1)
        return ''
      }
      case 'part-start':
        return this.#say(event, (candidate) => candidate.start(event.index, event.part))
      case 'part-delta':
        return this.#say(event, (candidate) => candidate.delta(event.index, event.text))
      case 'part-patch':
        return this.#say(event, (candidate) => candidate.patch(event.index, event.fields))
      case 'part-end':
        return this.#say(event, (candidate) => candidate.end(event.index))
      case 'logprobs':
        return this.#choice(event.candidate, { delta: {}, logprobs: event.logprobs })
      case 'finish': {
        const candidate = this.#candidate(event.candidate)
        candidate.finished = true
        return this.#choice(event.candidate, {
          delta: {},
          finish_reason: encodeFinish(visibleFinish(event.finish, candidate.parts())),
          ...extraFields(event),
        })
      }
      case 'blocked':
        this.#candidate(0).finished = true
        return (
          this.#choice(0, { delta: { refusal: blocked } }) +
          this.#choice(0, { delta: {}, finish_reason: 'content_filter' })
        )
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

  end(error?: GatewayError, told?: string): string {
    if (this.#ended) return ''
    this.#ended = true
    const candidates = [...this.#candidates.values()]
    const whole = candidates.length > 0 && candidates.every(({ finished }) => finished)
    const failure = error ?? this.#error ?? (whole ? undefined : truncated())
    if (failure !== undefined) return errorFrame(failure, error && told)
    const usage = this.#wantsUsage ? this.#usage : undefined
    const last =
      usage === undefined
        ? ''
        : `data: ${this.#head},"choices":[],"usage":${JSON.stringify(withCost(encodeUsage(usage), told))}}\n\n`
    return `${last}data: [DONE]\n\n`
  }

  #say(
    event: { readonly candidate: number },
    deltasOf: (candidate: ChatCandidate) => readonly JsonObject[],
  ): string {
    const deltas = deltasOf(this.#candidate(event.candidate))
    return deltas.map((delta) => this.#choice(event.candidate, { delta })).join('')
  }

  /** The first chunk of a candidate is its role, as clients demand. */
  #choice(index: number, fields: JsonObject): string {
    const candidate = this.#candidate(index)
    const chunk = this.#chunk({ index, finish_reason: null, ...fields })
    if (candidate.opened) return chunk
    candidate.opened = true
    const opening = { index, delta: { role: 'assistant', content: '' }, finish_reason: null }
    return this.#chunk(opening) + chunk
  }

  #chunk(choice: JsonObject): string {
    return `data: ${this.#head},"choices":[${JSON.stringify(choice)}]}\n\n`
  }

  #candidate(index: number): ChatCandidate {
    const known = this.#candidates.get(index)
    if (known !== undefined) return known
    const fresh = new ChatCandidate()
    this.#candidates.set(index, fresh)
    return fresh
  }
}

/** One event of a stream without event names. */
export function dataFrame(chunk: JsonObject): string {
  return `data: ${JSON.stringify(chunk)}\n\n`
}

/** The error ending of this grammar: clients throw on it, and no `[DONE]` follows. */
export function errorFrame({ message, kind, details }: GatewayError, requestId?: string): string {
  const broken = details.verdict === 'truncated' || details.verdict === 'stalled'
  return dataFrame({
    error: {
      message,
      type: 'upstream_error',
      code: broken ? 'stream_interrupted' : kind,
      param: details.param ?? null,
    },
    ...(requestId === undefined ? {} : { request_id: requestId }),
  })
}
