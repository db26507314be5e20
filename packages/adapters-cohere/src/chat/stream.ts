import {
  parseJsonObject,
  type ChatRequest,
  type Frame,
  type GatewayError,
  type JsonObject,
  type PartSeed,
  type StreamDecoder,
  type StreamEvent,
} from '@signalbox/core'

import { failedAnswer, malformed, truncated } from '../errors.ts'
import { decodeFinish } from '../finish-reason.ts'
import { decodeUsage } from '../usage.ts'
import { objectAt, stringOf } from '../wire/fields.ts'
import { chatWire } from '../wire/names.ts'
import { argumentsOf } from './response.ts'
import { toolKind, type ToolKind } from './tool-kind.ts'

/** Events of a streamed answer. A stream without `message-end` was cut. */
export function decodeStream(request: ChatRequest): StreamDecoder {
  return new ChatStream(request)
}

/** The block that is open. What is held back is told at its end, when all of it is known. */
interface Open {
  readonly index: number
  readonly kind: 'content' | 'plan' | 'call' | 'custom'
  held: string | undefined
}

class ChatStream implements StreamDecoder {
  readonly #model: string
  readonly #kinds: ToolKind
  #open: Open | undefined
  #next = 0
  #started = false
  #ended = false

  constructor(request: ChatRequest) {
    this.#model = request.model
    this.#kinds = toolKind(request)
  }

  push({ event, data }: Frame): readonly StreamEvent[] {
    if (this.#ended || data === '[DONE]') return []
    const value = parseJsonObject(data)
    const events: StreamEvent[] = []
    if (value === undefined) this.#fail(malformed('The provider sent no JSON.'), events)
    else this.#event(value, events, () => ({ type: 'opaque', wire: chatWire, event, data }))
    return events
  }

  end(): readonly StreamEvent[] {
    if (this.#ended) return []
    const events: StreamEvent[] = []
    this.#close(events)
    this.#fail(truncated(), events)
    return events
  }

  #event(value: JsonObject, events: StreamEvent[], opaque: () => StreamEvent): void {
    const delta = objectAt(value, 'delta')
    const message = objectAt(delta, 'message')
    this.#start(value, events)
    switch (stringOf(value['type']) ?? '') {
      case 'message-start':
        break
      case 'content-start':
        this.#begin('content', seedOf(objectAt(message, 'content')), events)
        this.#say(textOf(objectAt(message, 'content')), events)
        break
      case 'content-delta':
        this.#say(textOf(objectAt(message, 'content')), events)
        break
      case 'tool-plan-delta':
        if (this.#open?.kind !== 'plan') this.#begin('plan', { type: 'text' }, events)
        this.#say(stringOf(message['tool_plan']) ?? '', events)
        break
      case 'tool-call-start':
        this.#call(objectAt(message, 'tool_calls'), events)
        break
      case 'tool-call-delta': {
        const called = objectAt(objectAt(message, 'tool_calls'), 'function')
        this.#say(stringOf(called['arguments']) ?? '', events)
        break
      }
      case 'citation-start':
        this.#cite(objectAt(message, 'citations'), events)
        break
      case 'citation-end':
        break
      case 'content-end':
      case 'tool-call-end':
        this.#close(events)
        break
      case 'message-end':
        this.#finish(delta, events)
        break
      default:
        if (isFailure(value)) this.#fail(failedAnswer('ERROR', stringOf(value['message'])), events)
        else events.push(opaque())
    }
  }

  #start(value: JsonObject, events: StreamEvent[]): void {
    if (this.#started) return
    this.#started = true
    events.push({ type: 'start', id: stringOf(value['id']) ?? '', model: this.#model })
  }

  #begin(kind: Open['kind'], part: PartSeed, events: StreamEvent[]): void {
    this.#close(events)
    const index = this.#next++
    const isCall = kind === 'call' || kind === 'custom'
    this.#open = { index, kind, held: isCall ? '' : undefined }
    events.push({ type: 'part-start', candidate: 0, index, part })
  }

  #call(call: JsonObject, events: StreamEvent[]): void {
    const called = objectAt(call, 'function')
    const name = stringOf(called['name']) ?? ''
    const kind = this.#kinds.of(name)
    const callId = stringOf(call['id']) ?? ''
    this.#begin(
      kind === 'custom' ? 'custom' : 'call',
      { type: 'tool-call', callId, name, kind },
      events,
    )
    this.#say(stringOf(called['arguments']) ?? '', events)
  }

  #say(text: string, events: StreamEvent[]): void {
    const open = this.#open
    if (open === undefined || text === '') return
    const { index, kind, held } = open
    const whole = (held ?? '') + text
    // Arguments may turn out to be `null`, which is told as an empty object.
    const isHeld = held !== undefined && (kind === 'custom' || 'null'.startsWith(whole))
    open.held = isHeld ? whole : undefined
    if (!isHeld) events.push({ type: 'part-delta', candidate: 0, index, text: whole })
  }

  #close(events: StreamEvent[]): void {
    const open = this.#open
    if (open === undefined) return
    this.#open = undefined
    const { index, kind, held } = open
    if (held !== undefined) {
      const text = kind === 'custom' ? this.#kinds.freeText(held) : argumentsOf(held)
      events.push({ type: 'part-delta', candidate: 0, index, text })
    }
    events.push({ type: 'part-end', candidate: 0, index })
  }

  #cite(citation: JsonObject, events: StreamEvent[]): void {
    if (this.#open?.kind !== 'content') return
    const { index } = this.#open
    events.push({ type: 'part-patch', candidate: 0, index, fields: { citations: [citation] } })
  }

  #finish(delta: JsonObject, events: StreamEvent[]): void {
    this.#close(events)
    const native = stringOf(delta['finish_reason'])
    const usage = decodeUsage(objectAt(delta, 'usage'))
    if (usage !== undefined) events.push({ type: 'usage', usage })
    const finish = decodeFinish(native)
    if (finish.reason === 'error')
      return this.#fail(failedAnswer(native ?? 'ERROR', stringOf(delta['error'])), events)
    this.#ended = true
    events.push({ type: 'finish', candidate: 0, finish })
  }

  #fail(error: GatewayError, events: StreamEvent[]): void {
    this.#ended = true
    events.push({ type: 'error', error })
  }
}

function seedOf(content: JsonObject): PartSeed {
  return content['type'] === 'thinking' ? { type: 'reasoning', form: 'full' } : { type: 'text' }
}

function textOf(content: JsonObject): string {
  return stringOf(content['thinking']) ?? stringOf(content['text']) ?? ''
}

/** An error instead of an event has a message and no type. */
function isFailure(value: JsonObject): boolean {
  return value['type'] === undefined && typeof value['message'] === 'string'
}
