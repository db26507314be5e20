import {
  isJsonObject,
  withCost,
  type ChatRequest,
  type Completion,
  type Finish,
  type GatewayError,
  type JsonObject,
  type Part,
  type StreamEncoder,
  type StreamEvent,
  type Usage,
} from '@signalbox/core'

import { truncated } from '../errors.ts'
import { responseIdOf } from '../responses/item-ids.ts'
import { ownFields } from '../responses/own-fields.ts'
import { echo, encodeResponseObject } from '../responses/response-object.ts'
import { OutputWriter } from './output-writer.ts'
import { streamError } from './responses-error.ts'

const headers = ['content-type', 'text/event-stream; charset=utf-8', 'cache-control', 'no-cache']

type Of<Type extends StreamEvent['type']> = Extract<StreamEvent, { type: Type }>

/** Events → the event order of OpenAI; only the first candidate has a place in it. */
export function encodeResponsesStream(request: ChatRequest): StreamEncoder {
  return new ResponsesEncoder(request)
}

class ResponsesEncoder implements StreamEncoder {
  readonly headers = headers
  readonly #request: ChatRequest
  readonly #writer = new OutputWriter()
  #start: Of<'start'> = { type: 'start', id: '', model: '' }
  #finish: Of<'finish'> | undefined
  #blocked = false
  #usage: Usage | undefined
  #error: GatewayError | undefined
  #ended = false

  constructor(request: ChatRequest) {
    this.#request = request
  }

  push(event: StreamEvent): string {
    if (this.#ended) return ''
    switch (event.type) {
      case 'start':
        return this.#open(event)
      case 'part-start':
        return event.candidate === 0 ? this.#writer.startPart(event.index, event.part) : ''
      case 'part-delta':
        return event.candidate === 0 ? this.#writer.delta(event.index, event.text) : ''
      case 'part-patch':
        return event.candidate === 0 ? this.#writer.patch(event.index, event.fields) : ''
      case 'part-end':
        return event.candidate === 0 ? this.#writer.endPart(event.index) : ''
      case 'logprobs':
        if (event.candidate === 0) this.#writer.logprobs(event.logprobs)
        return ''
      case 'finish':
        if (event.candidate === 0) this.#finish = event
        return ''
      case 'blocked':
        this.#blocked = true
        return ''
      case 'usage':
        this.#usage = event.usage
        return ''
      case 'error':
        this.#error ??= event.error
        return ''
      case 'opaque':
        return this.#writer.opaque(event)
    }
  }

  keepAlive(): string {
    return ': keep-alive\n\n'
  }

  end(error?: GatewayError, told?: string): string {
    if (this.#ended) return ''
    this.#ended = true
    const failure = error ?? this.#error
    if (failure !== undefined) return this.#fail(failure, error && told)
    if (this.#finish === undefined && !this.#blocked) return this.#fail(truncated())
    const closing = this.#writer.close()
    const finish = this.#finish?.finish ?? { reason: 'content-filter' }
    const response = this.#response(finish, this.#writer.parts, this.#writer.output)
    const { status, usage } = response
    const type = status === 'failed' || status === 'completed' ? status : 'incomplete'
    const paid = isJsonObject(usage) ? { ...response, usage: withCost(usage, told) } : response
    return closing + this.#writer.event(`response.${type}`, { response: paid })
  }

  #open(event: Of<'start'>): string {
    if (this.#start.id !== '') return ''
    this.#start = event
    this.#writer.responseId = this.#id()
    const response = this.#unfinished('in_progress')
    return (
      this.#writer.event('response.created', { response }) +
      this.#writer.event('response.in_progress', { response })
    )
  }

  #fail(failure: GatewayError, requestId?: string): string {
    const error = streamError(failure)
    const named = requestId === undefined ? {} : { request_id: requestId }
    const response = {
      ...this.#unfinished('failed'),
      error: { code: error['code'], message: error['message'] },
      output: this.#writer.output,
    }
    return (
      this.#writer.event('error', { error, ...named }) +
      this.#writer.event('response.failed', { response })
    )
  }

  #id(): string {
    return ownFields(this.#start) === undefined ? responseIdOf(this.#start.id) : this.#start.id
  }

  #unfinished(status: string): JsonObject {
    return {
      id: this.#id(),
      object: 'response',
      created_at: this.#start.createdAt ?? 0,
      ...echo(this.#request),
      status,
      model: this.#start.model,
      output: [],
      usage: null,
    }
  }

  #response(finish: Finish, content: readonly Part[], output: readonly JsonObject[]): JsonObject {
    const { id, model, createdAt, extensions } = this.#start
    const completion: Completion = {
      id,
      model,
      ...(createdAt === undefined ? {} : { createdAt }),
      ...(extensions === undefined ? {} : { extensions }),
      ...(this.#usage === undefined ? {} : { usage: this.#usage }),
      candidates: [
        {
          message: { role: 'assistant', content },
          finish,
          ...(this.#finish?.extensions === undefined
            ? {}
            : { extensions: this.#finish.extensions }),
        },
      ],
    }
    return encodeResponseObject(completion, this.#request, output)
  }
}
