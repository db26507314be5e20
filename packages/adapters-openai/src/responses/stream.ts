import type { Frame, JsonObject, JsonValue, StreamDecoder, StreamEvent } from '@signalbox/core'
import { parseJson, isJsonObject } from '@signalbox/core'

import { malformed, truncated } from '../errors.ts'
import { isList, objects, text } from '../json-fields.ts'
import { failureOf } from './failure.ts'
import { decodeFinish } from './finish.ts'
import { decodeOutputItem } from './output-items.ts'
import { responsesWire, withOwn } from './own-fields.ts'
import { responseFields } from './response.ts'
import { createOpenItem, StreamParts, type OpenItem } from './stream-parts.ts'
import { decodeResponsesUsage } from './usage.ts'

/** Decodes one stream of this wire; nothing it reads makes it throw. */
export function decodeResponsesStream(): StreamDecoder {
  return new ResponsesDecoder()
}

class ResponsesDecoder implements StreamDecoder {
  readonly #parts = new StreamParts()
  readonly #items = new Map<number, OpenItem>()
  #started = false
  #closed = false
  #model = ''

  push(frame: Frame): readonly StreamEvent[] {
    if (this.#closed || frame.data === '' || frame.data === '[DONE]') return []
    const event = parse(frame.data)
    if (event === undefined) {
      this.#closed = true
      return [{ type: 'error', error: malformed('The provider sent an event that is not JSON.') }]
    }
    const type = text(event, 'type') ?? frame.event ?? (isJsonObject(event['error']) ? 'error' : '')
    if (this.#started || lifecycle.test(type)) return this.#read(type, event, frame)
    return [...this.#start({}), ...this.#read(type, event, frame)]
  }

  end(): readonly StreamEvent[] {
    if (this.#closed) return []
    this.#closed = true
    return [...this.#closeItems(), { type: 'error', error: truncated() }]
  }

  #read(type: string, event: JsonObject, frame: Frame): readonly StreamEvent[] {
    switch (type) {
      case 'response.output_text.delta':
        return this.#parts.delta(this.#item(event), { type: 'text' }, place(event), event)
      case 'response.refusal.delta':
        return this.#parts.delta(this.#item(event), { type: 'refusal' }, place(event), event)
      case 'response.reasoning_text.delta': {
        const seed = { type: 'reasoning', form: 'full' } as const
        return this.#parts.section(this.#item(event), seed, place(event), event)
      }
      case 'response.reasoning_summary_text.delta': {
        const seed = { type: 'reasoning', form: 'summary' } as const
        return this.#parts.section(this.#item(event), seed, count(event['summary_index']), event)
      }
      case 'response.function_call_arguments.delta':
        return this.#parts.delta(this.#item(event), call('function'), 0, event)
      case 'response.custom_tool_call_input.delta':
        return this.#parts.delta(this.#item(event), call('custom'), 0, event)
      case 'response.output_text.annotation.added':
        return this.#parts.cite(this.#item(event), place(event), event['annotation'])
      case 'response.output_item.added':
        return this.#parts.open(this.#item(event), event['item'], this.#model)
      case 'response.content_part.added':
        return this.#parts.openContent(this.#item(event), place(event), event['part'])
      case 'response.output_item.done':
        return this.#done(count(event['output_index']), event['item'])
      case 'response.created':
      case 'response.queued':
      case 'response.in_progress':
        return this.#start(event['response'])
      case 'response.completed':
      case 'response.incomplete':
      case 'response.cancelled':
      case 'response.failed':
        return this.#end(event['response'], type)
      case 'error':
        this.#closed = true
        return [{ type: 'error', error: failureOf(event) }]
      default:
        return repeated.has(type)
          ? []
          : [{ type: 'opaque', wire: responsesWire, event: type, data: frame.data }]
    }
  }

  #item(event: JsonObject): OpenItem {
    const at = count(event['output_index'])
    const known = this.#items.get(at)
    if (known !== undefined) return known
    const announced = isJsonObject(event['item']) ? text(event['item'], 'id') : undefined
    const fresh = createOpenItem(text(event, 'item_id') ?? announced)
    this.#items.set(at, fresh)
    return fresh
  }

  #start(response: JsonValue | undefined): readonly StreamEvent[] {
    if (this.#started || !isJsonObject(response)) return []
    this.#started = true
    this.#model = text(response, 'model') ?? ''
    const createdAt = response['created_at']
    return [
      {
        type: 'start',
        id: text(response, 'id') ?? '',
        model: this.#model,
        ...(typeof createdAt === 'number' ? { createdAt } : {}),
        ...withOwn({}),
      },
    ]
  }

  #done(at: number, item: JsonValue | undefined): readonly StreamEvent[] {
    if (!isJsonObject(item)) return []
    const open = this.#items.get(at) ?? createOpenItem(text(item, 'id'))
    this.#items.set(at, open)
    return open.done ? [] : this.#parts.close(open, decodeOutputItem(item, this.#model))
  }

  #end(value: JsonValue | undefined, type: string): readonly StreamEvent[] {
    const response = isJsonObject(value) ? value : {}
    this.#closed = true
    const out = [...this.#start(response)]
    if (type === 'response.failed' || response['status'] === 'failed')
      return [...out, ...usageOf(response), { type: 'error', error: failureOf(response) }]
    const output = isList(response['output']) ? objects(response['output']) : []
    for (const [at, item] of output.entries()) out.push(...this.#done(at, item))
    out.push(...this.#closeItems(), ...usageOf(response))
    const status = text(response, 'status') ?? type.slice('response.'.length)
    const finish = decodeFinish({ ...response, status }, this.#parts.seeds)
    out.push({ type: 'finish', candidate: 0, finish, ...withOwn(responseFields(response)) })
    return out
  }

  #closeItems(): readonly StreamEvent[] {
    return [...this.#items.values()].flatMap((item) => this.#parts.closeOpen(item))
  }
}

/** Events that hold the response itself, or end the stream before there is one. */
const lifecycle =
  /^(?:response\.(?:created|queued|in_progress|completed|incomplete|cancelled|failed)|error|keepalive|ping)$/

/** Events that only repeat what deltas and the finished item say, and transport noise. */
const repeated: ReadonlySet<string> = new Set([
  'response.content_part.done',
  'response.output_text.done',
  'response.refusal.done',
  'response.reasoning_text.done',
  'response.reasoning_summary_text.done',
  'response.reasoning_summary_part.added',
  'response.reasoning_summary_part.done',
  'response.function_call_arguments.done',
  'response.custom_tool_call_input.done',
  'keepalive',
  'ping',
])

function parse(data: string): JsonObject | undefined {
  try {
    const value = parseJson(data)
    return isJsonObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

function usageOf(response: JsonObject): readonly StreamEvent[] {
  const usage = response['usage']
  return isJsonObject(usage) ? [{ type: 'usage', usage: decodeResponsesUsage(usage) }] : []
}

function call(kind: 'function' | 'custom') {
  return { type: 'tool-call', kind, callId: '', name: '' } as const
}

function place(event: JsonObject): number {
  return count(event['content_index'])
}

function count(value: JsonValue | undefined): number {
  return typeof value === 'number' ? value : 0
}
