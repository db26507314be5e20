import {
  stringify,
  GatewayError,
  withCost,
  type Finish,
  type JsonObject,
  type StreamEncoder,
  type StreamEvent,
  type Usage,
} from '@signalbox/core'

import { encodeFinish } from '../finish-reason.ts'
import { extraFields, ownFields, wire } from '../messages/own-fields.ts'
import { truncated } from '../messages/stream.ts'
import { encodeUsage } from '../usage.ts'
import { errorBody } from './error-envelope.ts'
import { PendingPart, type BlockWriter } from './pending-part.ts'

/**
 * Canonical events → the exact grammar of this wire: one `message_start`, blocks one after the
 * other with dense indices (parts that interleave wait), then `message_delta` and `message_stop`.
 */
export function encodeStream(): StreamEncoder {
  return new MessagesEncoder()
}

type Start = Extract<StreamEvent, { type: 'start' }>
type End = Pick<Extract<StreamEvent, { type: 'finish' }>, 'finish' | 'extensions'>

const deltaHead = 'event: content_block_delta\ndata: {"type":"content_block_delta","index":'

class MessagesEncoder implements StreamEncoder, BlockWriter {
  readonly headers = ['content-type', 'text/event-stream; charset=utf-8']
  readonly #parts = new Map<number, PendingPart>()
  readonly #waiting: PendingPart[] = []
  #out = ''
  #block = 0
  #head: Start | undefined
  #end: End | undefined
  #usage: Usage | undefined
  #hasCalls = false
  #phase: 'idle' | 'started' | 'ended' = 'idle'

  push(event: StreamEvent): string {
    if (this.#phase === 'ended') return ''
    this.#out = ''
    this.#take(event)
    return this.#out
  }

  keepAlive(): string {
    if (this.#phase === 'ended') return ''
    return this.#phase === 'started'
      ? 'event: ping\ndata: {"type": "ping"}\n\n'
      : ': keep-alive\n\n'
  }

  end(error?: GatewayError, told?: string): string {
    if (this.#phase === 'ended') return ''
    this.#out = ''
    if (error !== undefined) this.#fail(error, told)
    else if (this.#end === undefined) this.#fail(truncated())
    else this.#close(this.#end, told)
    return this.#out
  }

  start(block: JsonObject): void {
    this.#begin()
    this.#write('content_block_start', { index: this.#block, content_block: block })
  }

  delta(delta: JsonObject): void {
    this.#write('content_block_delta', { index: this.#block, delta })
  }

  say(type: string, field: string, text: string): void {
    this.#out += `${deltaHead}${String(this.#block)},"delta":{"type":"${type}","${field}":${JSON.stringify(text)}}}\n\n`
  }

  stop(): void {
    this.#write('content_block_stop', { index: this.#block++ })
  }

  #take(event: StreamEvent): void {
    switch (event.type) {
      case 'start':
        this.#head ??= event
        return
      case 'part-start': {
        if (event.candidate !== 0) return
        const part = new PendingPart(event.part)
        this.#parts.set(event.index, part)
        this.#waiting.push(part)
        if (part.isCall) this.#hasCalls = true
        return this.#flush(part)
      }
      case 'part-delta':
        return this.#change(event, (part) => part.push(event.text))
      case 'part-patch':
        return this.#change(event, (part) => part.patch(event.fields))
      case 'part-end':
        return this.#change(event, (part) => {
          part.ended = true
        })
      case 'finish':
        if (event.candidate === 0) this.#end = event
        return
      case 'blocked':
        this.#end ??= { finish: { reason: 'refusal' } }
        return
      case 'usage':
        this.#usage = event.usage
        return
      case 'error':
        return this.#fail(event.error)
      case 'opaque':
        if (event.wire === wire && this.#phase === 'started') this.#pass(event.event, event.data)
        return
      case 'logprobs':
    }
  }

  #change(event: { candidate: number; index: number }, edit: (part: PendingPart) => void): void {
    const part = event.candidate === 0 ? this.#parts.get(event.index) : undefined
    if (part === undefined) return
    edit(part)
    this.#flush(part)
  }

  #flush(changed: PendingPart): void {
    if (changed !== this.#waiting[0]) return
    for (let part = this.#waiting[0]; part !== undefined; part = this.#waiting[0]) {
      part.flush(this)
      if (!part.ended) return
      this.#waiting.shift()
    }
  }

  #close({ finish, extensions }: End, usd: string | undefined): void {
    for (const part of this.#waiting) part.ended = true
    const [first] = this.#waiting
    if (first !== undefined) this.#flush(first)
    if (finish.reason === 'error') return this.#fail(failedFinish(finish))
    this.#begin()
    const own = this.#head !== undefined && ownFields(this.#head) !== undefined
    this.#write('message_delta', {
      delta: { ...encodeFinish(finish, own, this.#hasCalls), ...extraFields({ extensions }) },
      usage: withCost(encodeUsage(this.#usage, own), usd),
    })
    this.#write('message_stop', {})
    this.#phase = 'ended'
  }

  #fail(error: GatewayError, requestId?: string): void {
    this.#out += frame('error', errorBody(error, requestId))
    this.#phase = 'ended'
  }

  #begin(): void {
    if (this.#phase !== 'idle') return
    this.#phase = 'started'
    const { id = '', model = '' } = this.#head ?? {}
    const own = this.#head !== undefined && ownFields(this.#head) !== undefined
    this.#write('message_start', {
      message: {
        id,
        type: 'message',
        role: 'assistant',
        model,
        content: [],
        stop_reason: null,
        stop_sequence: null,
        usage: encodeUsage(this.#usage, own),
        ...extraFields(this.#head ?? {}),
      },
    })
  }

  #pass(event: string | undefined, data: string): void {
    if (event === undefined || event.startsWith('content_block_')) return
    const lines = data.split('\n').map((line) => `data: ${line}\n`)
    this.#out += `event: ${event}\n${lines.join('')}\n`
  }

  #write(type: string, fields: JsonObject): void {
    this.#out += frame(type, { type, ...fields })
  }
}

function frame(event: string, body: JsonObject): string {
  return `event: ${event}\ndata: ${stringify(body)}\n\n`
}

function failedFinish({ native }: Finish): GatewayError {
  return new GatewayError(
    'upstream_error',
    `The provider ended its answer with an error${native === undefined ? '' : ` (${native})`}.`,
    { origin: 'provider', verdict: 'transient', ran: 'yes', scope: 'target' },
  )
}
