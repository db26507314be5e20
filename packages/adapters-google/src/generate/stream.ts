import {
  parseJson,
  type GatewayError,
  isJsonObject,
  type ChatRequest,
  type Frame,
  type JsonObject,
  type JsonValue,
  type StreamDecoder,
  type StreamEvent,
} from '@signalbox/core'

import { errorOfBody } from '../errors.ts'
import { decodeUsage } from '../usage.ts'
import { generateWire } from '../wire/names.ts'
import { objectAt, objectsIn, stringOf, without } from '../wire/objects.ts'
import { CandidateStream } from './candidate-stream.ts'
import { functionNames, type FunctionNames } from './function-names.ts'
import { isBlocked, secondsOf } from './response.ts'
import { malformed, truncated } from './stream-errors.ts'

/** Chunks of a streamed answer → events. A stream without any ending was cut. */
export function decodeStream(request: ChatRequest): StreamDecoder {
  return new GenerateStream(request)
}

class GenerateStream implements StreamDecoder {
  readonly #request: ChatRequest
  readonly #names: FunctionNames
  readonly #candidates = new Map<number, CandidateStream>()
  #id = ''
  #model = ''
  #started = false
  #blocked = false
  #failed = false
  #usage: JsonObject = {}

  constructor(request: ChatRequest) {
    this.#request = request
    this.#names = functionNames(request.tools)
  }

  push(frame: Frame): readonly StreamEvent[] {
    if (this.#failed) return []
    const value = parsed(frame.data)
    const events: StreamEvent[] = []
    if (isJsonObject(value)) this.#chunk(value, frame, events)
    else if (Array.isArray(value) && value.length > 0 && value.every(isJsonObject))
      for (const element of value) this.#chunk(element, frame, events)
    else this.#fail(malformed(), events)
    return events
  }

  end(): readonly StreamEvent[] {
    if (this.#failed) return []
    const events: StreamEvent[] = []
    const candidates = [...this.#candidates.values()]
    for (const candidate of candidates) candidate.close(events)
    const whole = candidates.length > 0 && candidates.every(({ finished }) => finished)
    if (!whole && !this.#blocked) this.#fail(truncated(), events)
    return events
  }

  #chunk(chunk: JsonObject, frame: Frame, events: StreamEvent[]): void {
    const { error, candidates, promptFeedback, usageMetadata } = chunk
    if (isJsonObject(error)) return this.#fail(errorOfBody(error), events)
    if (candidates === undefined && promptFeedback === undefined && usageMetadata === undefined) {
      events.push({ type: 'opaque', wire: generateWire, event: frame.event, data: frame.data })
      return
    }
    this.#start(chunk, events)
    for (const [i, candidate] of objectsIn(candidates).entries()) {
      const index = typeof candidate['index'] === 'number' ? candidate['index'] : i
      this.#candidateAt(index).push(candidate, events)
    }
    const feedback = objectAt(chunk, 'promptFeedback')
    if (isBlocked(feedback) && !this.#blocked) {
      this.#blocked = true
      events.push({ type: 'blocked', blocked: feedback })
    }
    this.#count(objectAt(chunk, 'usageMetadata'), events)
  }

  #start(chunk: JsonObject, events: StreamEvent[]): void {
    if (this.#started) return
    this.#started = true
    this.#id = stringOf(chunk['responseId']) ?? ''
    this.#model = stringOf(chunk['modelVersion']) ?? this.#request.model
    const createdAt = secondsOf(chunk['createTime'])
    const rest = without(chunk, startFields)
    events.push({
      type: 'start',
      id: this.#id,
      model: this.#model,
      ...(createdAt === undefined ? {} : { createdAt }),
      ...(rest === undefined ? {} : { extensions: { [generateWire]: rest } }),
    })
  }

  /** Each chunk holds running totals; early ones may know only some of the fields. */
  #count(usage: JsonObject, events: StreamEvent[]): void {
    if (Object.keys(usage).length === 0) return
    this.#usage = { ...this.#usage, ...usage }
    const decoded = decodeUsage(this.#usage)
    if (decoded !== undefined) events.push({ type: 'usage', usage: decoded })
  }

  #candidateAt(index: number): CandidateStream {
    const known = this.#candidates.get(index)
    if (known !== undefined) return known
    const of = { id: this.#id, model: this.#model, candidate: index, names: this.#names }
    const fresh = new CandidateStream(of)
    this.#candidates.set(index, fresh)
    return fresh
  }

  #fail(error: GatewayError, events: StreamEvent[]): void {
    this.#failed = true
    events.push({ type: 'error', error })
  }
}

const startFields = ['candidates', 'responseId', 'modelVersion', 'usageMetadata', 'promptFeedback']

function parsed(data: string): JsonValue | undefined {
  try {
    return parseJson(data) as JsonValue
  } catch {
    return undefined
  }
}
