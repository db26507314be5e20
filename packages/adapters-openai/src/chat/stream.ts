import type { ChatRequest, Frame, JsonObject, StreamDecoder, StreamEvent } from '@signalbox/core'
import { parseJson, isJsonObject } from '@signalbox/core'

import { inBandError, malformed, truncated } from '../errors.ts'
import { objects, omit, text } from '../json-fields.ts'
import type { CompatibleRow } from '../row.ts'
import { decodeUsage } from '../usage.ts'
import { soundType } from './media.ts'
import { withAnyOwn } from './own-fields.ts'
import { usageOf } from './response.ts'
import { callRestorer, type CallRestorer } from './restore-calls.ts'
import { saysSomething } from './scope.ts'
import { ChoiceStream } from './stream-choice.ts'

/** Chunks → events; the end is `[DONE]`, or a finish reason where the row says so. */
export function decodeChatStream(row: CompatibleRow, request: ChatRequest): StreamDecoder {
  return new ChatStream(row, request)
}

class ChatStream implements StreamDecoder {
  readonly #row: CompatibleRow
  readonly #restorer: CallRestorer
  readonly #sound: string
  readonly #choices = new Map<number, ChoiceStream>()
  #answer: { readonly id: string; readonly model: string } | undefined
  #state: 'running' | 'done' | 'failed' = 'running'

  constructor(row: CompatibleRow, request: ChatRequest) {
    this.#row = row
    this.#restorer = callRestorer(row, request)
    this.#sound = soundType(request, 'pcm16')
  }

  push(frame: Frame): readonly StreamEvent[] {
    if (this.#state !== 'running' || frame.data === '') return []
    if (frame.data === '[DONE]') {
      this.#state = 'done'
      return []
    }
    const chunk = parseChunk(frame.data)
    if (chunk === undefined)
      return this.#fail(malformed('The provider sent a chunk that is not JSON.'))
    if (saysSomething(chunk['error']))
      return [...this.#chunk(chunk), ...this.#fail(inBandError(chunk))]
    return this.#chunk(chunk)
  }

  end(): readonly StreamEvent[] {
    if (this.#state === 'failed') return []
    if (!this.#isWhole()) return this.#fail(truncated())
    return [...this.#choices.values()].flatMap((choice) => choice.end())
  }

  #isWhole(): boolean {
    if (this.#answer === undefined) return false
    if (this.#state === 'done') return true
    const choices = [...this.#choices.values()]
    const finished = choices.length > 0 && choices.every((choice) => choice.finished)
    return finished && this.#row.repairs?.includes('no-done') === true
  }

  #chunk(chunk: JsonObject): readonly StreamEvent[] {
    const choices = objects(chunk['choices'])
    const usage = usageOf(chunk)
    const raw = usage === undefined ? undefined : decodeUsage(usage, this.#row)
    // Azure opens with a chunk that has no id, no model and no choice.
    if (this.#answer === undefined && choices.length === 0 && text(chunk, 'id') === '') return []
    const events: StreamEvent[] = this.#answer === undefined ? this.#start(chunk) : []
    for (const [position, choice] of choices.entries())
      events.push(...this.#choice(choice, position).push(choice))
    if (raw !== undefined) events.push({ type: 'usage', usage: raw })
    return events
  }

  #start(chunk: JsonObject): StreamEvent[] {
    const [id, model, created] = [text(chunk, 'id'), text(chunk, 'model'), chunk['created']]
    if (id === undefined && chunk['choices'] === undefined) return []
    this.#answer = { id: id ?? '', model: model ?? '' }
    const taken = [
      'id',
      'model',
      'created',
      'object',
      'choices',
      'usage',
      'obfuscation',
      'x_groq',
      'error',
    ]
    const rest = Object.entries(omit(chunk, taken)).filter(([, value]) => saysSomething(value))
    return [
      {
        type: 'start',
        ...this.#answer,
        ...(typeof created === 'number' ? { createdAt: created } : {}),
        ...withAnyOwn(Object.fromEntries(rest)),
      },
    ]
  }

  #choice(choice: JsonObject, position: number): ChoiceStream {
    const index = typeof choice['index'] === 'number' ? choice['index'] : position
    const known = this.#choices.get(index)
    if (known !== undefined) return known
    const answer = this.#answer ?? { id: '', model: '' }
    const fresh = new ChoiceStream(index, this.#restorer, { ...answer, sound: this.#sound })
    this.#choices.set(index, fresh)
    return fresh
  }

  #fail(error: ReturnType<typeof truncated>): readonly StreamEvent[] {
    this.#state = 'failed'
    const open = [...this.#choices.values()].flatMap((choice) => choice.cut())
    return [...open, { type: 'error', error }]
  }
}

/** A chunk as an object; undefined when it is none. */
export function parseChunk(data: string): JsonObject | undefined {
  try {
    const value = parseJson(data)
    return isJsonObject(value) ? value : undefined
  } catch {
    return undefined
  }
}
