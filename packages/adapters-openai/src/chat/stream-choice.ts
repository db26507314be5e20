import type { Finish, JsonObject, JsonValue, StreamEvent } from '@signalbox/core'
import { isJsonObject } from '@signalbox/core'

import { decodeFinish } from '../finish-reason.ts'
import { isList, objects, omit, text } from '../json-fields.ts'
import { decodeMedia } from './media.ts'
import { chatWire, withAnyOwn } from './own-fields.ts'
import { PartStream } from './part-stream.ts'
import type { CallRestorer } from './restore-calls.ts'
import { saysSomething } from './scope.ts'
import { CallStream } from './stream-calls.ts'
import { ReasoningStream } from './stream-reasoning.ts'

type Running = { readonly kind: 'text' | 'refusal'; readonly index: number }

/** One choice of a stream: its deltas as parts, its last word as a finish. */
export class ChoiceStream {
  readonly #parts: PartStream
  readonly #calls: CallStream
  readonly #reasoning: ReasoningStream
  readonly #model: string
  readonly #soundType: string
  #running: Running | undefined
  #text: number | undefined
  #refused = false
  #said = false
  #native: string | undefined
  #rest: JsonObject = {}
  #sound: { id: string; data: string; transcript: string } | undefined

  constructor(
    candidate: number,
    restorer: CallRestorer,
    answer: { readonly id: string; readonly model: string; readonly sound: string },
  ) {
    this.#parts = new PartStream(candidate)
    this.#calls = new CallStream(this.#parts, restorer, answer)
    this.#reasoning = new ReasoningStream(this.#parts, answer.model)
    this.#model = answer.model
    this.#soundType = answer.sound
  }

  /** A finish reason has come. */
  get finished(): boolean {
    return this.#native !== undefined
  }

  push(choice: JsonObject): readonly StreamEvent[] {
    const { delta, message, logprobs } = choice
    if (isJsonObject(delta)) this.#delta(delta)
    else if (isJsonObject(message) && !this.#said) this.#delta(message)
    if (isJsonObject(logprobs))
      this.#parts.emit({ type: 'logprobs', candidate: this.#parts.candidate, logprobs })
    const native = text(choice, 'finish_reason')
    if (native !== undefined && native !== '') {
      this.#native ??= native
      this.#endParts()
    }
    this.#keep(choice)
    return this.#parts.take()
  }

  /** The finish of a stream that came to its end. */
  end(): readonly StreamEvent[] {
    this.#endParts()
    this.#parts.emit({
      type: 'finish',
      candidate: this.#parts.candidate,
      finish: this.finish(),
      ...withAnyOwn(this.#rest),
    })
    return this.#parts.take()
  }

  /** Closes what is open, for a stream that was cut. */
  cut(): readonly StreamEvent[] {
    this.#endParts()
    return this.#parts.take()
  }

  finish(): Finish {
    return decodeFinish(this.#native, { calls: this.#calls.any, refusal: this.#refused })
  }

  #delta(delta: JsonObject): void {
    if (this.#reasoning.push(delta)) this.#pause('reasoning')
    this.#content(delta['content'])
    this.#prose('refusal', delta['refusal'])
    this.#annotate(delta['annotations'])
    this.#hear(delta['audio'])
    for (const image of objects(delta['images'])) {
      const part = decodeMedia(image)
      if (part !== undefined) this.#parts.whole(part)
    }
    if (isList(delta['tool_calls']) || isJsonObject(delta['function_call'])) {
      this.#calls.push(delta['tool_calls'])
      this.#calls.legacy(delta['function_call'])
      if (this.#calls.any) this.#pause('calls')
    }
  }

  #content(content: JsonValue | undefined): void {
    if (!isList(content)) return this.#prose('text', content)
    for (const chunk of objects(content)) {
      if (chunk['type'] === 'text') this.#prose('text', chunk['text'])
      else if (chunk['type'] === 'thinking') {
        const said = objects(chunk['thinking']).map((entry) => text(entry, 'text') ?? '')
        if (said.join('') === '') continue
        this.#reasoning.say(said.join(''))
        this.#pause('reasoning')
      } else
        this.#parts.whole({
          type: 'opaque',
          wire: chatWire,
          kind: text(chunk, 'type') ?? '',
          value: chunk,
        })
    }
  }

  #prose(kind: 'text' | 'refusal', said: JsonValue | undefined): void {
    if (typeof said !== 'string' || said === '') return
    if (this.#running?.kind !== kind) {
      this.#pause(kind)
      this.#running = { kind, index: this.#parts.start({ type: kind }) }
      if (kind === 'text') this.#text = this.#running.index
      else this.#refused = true
    }
    this.#said = true
    this.#parts.delta(this.#running.index, said)
  }

  /** Something else goes on: what was running ends. */
  #pause(next: 'text' | 'refusal' | 'reasoning' | 'calls'): void {
    if (this.#running !== undefined && this.#running.kind !== next) {
      this.#parts.end(this.#running.index)
      this.#running = undefined
    }
    if (next !== 'reasoning') this.#reasoning.end()
    if (next !== 'calls') this.#calls.endWhole()
  }

  #annotate(annotations: JsonValue | undefined): void {
    const citations = objects(annotations)
    if (citations.length === 0) return
    if (this.#text === undefined) {
      this.#pause('text')
      this.#text = this.#parts.start({ type: 'text' })
      this.#running = { kind: 'text', index: this.#text }
    }
    this.#parts.patch(this.#text, { citations })
  }

  #hear(audio: JsonValue | undefined): void {
    if (!isJsonObject(audio)) return
    const sound = (this.#sound ??= { id: '', data: '', transcript: '' })
    sound.id ||= text(audio, 'id') ?? ''
    sound.data += text(audio, 'data') ?? ''
    sound.transcript += text(audio, 'transcript') ?? ''
  }

  #endParts(): void {
    if (this.#running !== undefined) this.#parts.end(this.#running.index)
    this.#running = undefined
    this.#reasoning.end()
    this.#calls.end()
    const sound = this.#sound
    if (sound === undefined || sound.data === '') return
    this.#sound = undefined
    this.#parts.whole({
      type: 'media',
      kind: 'audio',
      source: { type: 'base64', data: sound.data, mediaType: this.#soundType },
      continuity: {
        data: sound.id,
        kind: 'audio',
        issuer: { wire: chatWire, provider: '', model: this.#model },
      },
      ...withAnyOwn({ transcript: sound.transcript }),
    })
  }

  #keep(choice: JsonObject): void {
    const rest = omit(choice, [
      'delta',
      'message',
      'index',
      'finish_reason',
      'logprobs',
      'usage',
      'text',
    ])
    const said = Object.entries(rest).filter(([, value]) => saysSomething(value))
    if (said.length > 0) this.#rest = { ...this.#rest, ...Object.fromEntries(said) }
  }
}
