import {
  isJsonObject,
  type JsonObject,
  type Part,
  type PartSeed,
  type StreamEvent,
} from '@signalbox/core'

import { decodeFinish } from '../finish-reason.ts'
import { generateWire } from '../wire/names.ts'
import { objectAt, objectsIn } from '../wire/objects.ts'
import { decodePart, type PartContext } from './decode-part.ts'
import type { FunctionNames } from './function-names.ts'
import { decodeLogprobs } from './logprobs.ts'
import { PartialCall } from './partial-call.ts'
import { answerContext, candidateRest } from './response.ts'

/** One candidate of a stream: deltas of text join, everything else is a part of its own. */
export class CandidateStream {
  finished = false
  readonly #candidate: number
  readonly #context: PartContext
  #next = 0
  /** The text that further unsigned chunks of its kind belong to. */
  #open: 'text' | 'reasoning' | undefined
  #partial: PartialCall | undefined
  #calls = false
  #rest: JsonObject = {}

  constructor(of: {
    readonly id: string
    readonly model: string
    readonly candidate: number
    readonly names: FunctionNames
  }) {
    this.#candidate = of.candidate
    this.#context = answerContext(of)
  }

  push(chunk: JsonObject, events: StreamEvent[]): void {
    for (const raw of objectsIn(objectAt(chunk, 'content')['parts'])) this.#part(raw, events)
    const { index: _, ...rest } = candidateRest(chunk) ?? {}
    this.#rest = { ...this.#rest, ...rest }
    const logprobs = chunk['logprobsResult']
    if (isJsonObject(logprobs))
      events.push({
        type: 'logprobs',
        candidate: this.#candidate,
        logprobs: decodeLogprobs(logprobs),
      })
    const native = chunk['finishReason']
    if (native !== undefined && native !== null && !this.finished) this.#finish(native, events)
  }

  /** Ends what is open: the next part is another one. */
  close(events: StreamEvent[]): void {
    if (this.#open === undefined && this.#partial === undefined) return
    if (this.#partial !== undefined) this.#delta(this.#partial.text(), events)
    this.#open = undefined
    this.#partial = undefined
    events.push({ type: 'part-end', candidate: this.#candidate, index: this.#next - 1 })
  }

  #part(raw: JsonObject, events: StreamEvent[]): void {
    const call = raw['functionCall']
    if (isJsonObject(call) && this.#continues(call, events)) return
    const part = decodePart(raw, this.#context)
    const bare = part.continuity === undefined && part.extensions === undefined
    if ((part.type === 'text' || part.type === 'reasoning') && bare) {
      if (part.text === '') return
      if (this.#open !== part.type) {
        this.close(events)
        this.#begin(part, events)
        this.#open = part.type
      }
      this.#delta(part.text, events)
      return
    }
    this.close(events)
    this.#begin(part, events)
    if (part.type === 'tool-call') this.#calls = true
    if (isJsonObject(call) && call['willContinue'] === true) {
      this.#partial = new PartialCall()
      this.#partial.push(call)
      return
    }
    const text = textOf(part)
    if (text !== '') this.#delta(text, events)
    events.push({ type: 'part-end', candidate: this.#candidate, index: this.#next - 1 })
  }

  /** A chunk of a call without its name carries on with the last one; the last chunk says nothing. */
  #continues(call: JsonObject, events: StreamEvent[]): boolean {
    if (this.#partial === undefined || call['name'] !== undefined) return false
    this.#partial.push(call)
    if (call['willContinue'] !== true) this.close(events)
    return true
  }

  #begin(part: Part, events: StreamEvent[]): void {
    const index = this.#next++
    events.push({ type: 'part-start', candidate: this.#candidate, index, part: seedOf(part) })
  }

  #delta(text: string, events: StreamEvent[]): void {
    events.push({ type: 'part-delta', candidate: this.#candidate, index: this.#next - 1, text })
  }

  #finish(native: unknown, events: StreamEvent[]): void {
    this.close(events)
    this.finished = true
    const extended = Object.keys(this.#rest).length > 0
    events.push({
      type: 'finish',
      candidate: this.#candidate,
      finish: decodeFinish(native, this.#calls),
      ...(extended ? { extensions: { [generateWire]: this.#rest } } : {}),
    })
  }
}

function textOf(part: Part): string {
  if (part.type === 'text' || part.type === 'reasoning') return part.text
  return part.type === 'tool-call' ? part.arguments : ''
}

function seedOf(part: Part): PartSeed {
  switch (part.type) {
    case 'text':
    case 'reasoning':
    case 'refusal': {
      const { text: _, ...seed } = part
      return seed
    }
    case 'tool-call': {
      const { arguments: _, extensions, ...seed } = part
      return { ...seed, ...wholeCall(extensions) }
    }
    case 'media':
    case 'tool-result':
    case 'server-tool':
    case 'reference':
    case 'opaque':
      return part
  }
}

/** How a call was cut into chunks is no field of it. */
function wholeCall(extensions: Part['extensions']): Pick<Part, 'extensions'> {
  const own = extensions?.[generateWire]
  if (own === undefined) return {}
  const { functionCall, ...rest } = own
  const {
    willContinue: _w,
    partialArgs: _p,
    ...fields
  } = isJsonObject(functionCall) ? functionCall : {}
  const kept = { ...rest, ...(Object.keys(fields).length > 0 ? { functionCall: fields } : {}) }
  return Object.keys(kept).length === 0 ? {} : { extensions: { [generateWire]: kept } }
}
