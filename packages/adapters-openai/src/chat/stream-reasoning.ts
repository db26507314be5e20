import type { JsonObject, Part, PartSeed } from '@signalbox/core'

import { objects, text } from '../json-fields.ts'
import type { PartStream } from './part-stream.ts'
import { decodeDetail, reasoningTextFields } from './reasoning.ts'

interface OpenReasoning {
  index: number
  text: string
}

/** Reasoning as it streams: plain text, and `reasoning_details` that may repeat or sign it. */
export class ReasoningStream {
  readonly #parts: PartStream
  readonly #model: string
  readonly #details = new Map<string, OpenReasoning>()
  #open: OpenReasoning | undefined
  #plain: OpenReasoning | undefined

  constructor(parts: PartStream, model: string) {
    this.#parts = parts
    this.#model = model
  }

  /** True when the delta told something. */
  push(delta: JsonObject): boolean {
    const details = objects(delta['reasoning_details'])
    const told = details.map((detail) => this.#detail(detail))
    if (told.includes(true)) return true
    for (const field of reasoningTextFields) {
      const said = text(delta, field)
      if (said !== undefined && said !== '') {
        this.say(said)
        return true
      }
    }
    return details.length > 0
  }

  /** More plain reasoning. */
  say(said: string): void {
    if (this.#open === undefined || this.#open !== this.#plain) {
      this.end()
      this.#plain = this.#start({ type: 'reasoning', form: 'full' })
    }
    this.#add(this.#plain, said)
  }

  end(): void {
    if (this.#open !== undefined) this.#parts.end(this.#open.index)
    this.#open = undefined
  }

  /** Whether the detail held text of its own. */
  #detail(detail: JsonObject): boolean {
    const part = decodeDetail(detail, this.#model)
    if (part.type !== 'reasoning' || part.form === 'redacted') {
      this.#parts.whole(seedOf(part))
      return false
    }
    const key = keyOf(detail)
    const known = this.#details.get(key)
    if (known === undefined && this.#isPlain(part.text)) {
      this.#sign(this.#plain, part, key)
      return false
    }
    const { text: said, ...seed } = part
    let target = known
    if (target === undefined || (said !== '' && !this.#parts.isOpen(target.index))) {
      this.end()
      target = this.#start(seed)
      this.#details.set(key, target)
    } else if (part.continuity !== undefined)
      this.#parts.patch(target.index, { continuity: part.continuity })
    this.#add(target, said)
    return said !== ''
  }

  /** A detail that only signs, or repeats as a whole, what was said in plain words. */
  #isPlain(said: string): boolean {
    return this.#plain !== undefined && (said === '' || said === this.#plain.text)
  }

  #sign(plain: OpenReasoning | undefined, part: Part, key: string): void {
    if (plain === undefined) return
    const { continuity, extensions } = part
    const form = part.type === 'reasoning' ? { form: part.form } : {}
    this.#parts.patch(plain.index, {
      ...form,
      ...(continuity === undefined ? {} : { continuity }),
      ...(extensions === undefined ? {} : { extensions }),
    })
    this.#details.set(key, plain)
    this.#plain = undefined
    if (this.#open === plain) this.end()
  }

  #start(seed: PartSeed): OpenReasoning {
    this.#open = { index: this.#parts.start(seed), text: '' }
    return this.#open
  }

  #add(target: OpenReasoning | undefined, said: string): void {
    if (target === undefined) return
    target.text += said
    this.#parts.delta(target.index, said)
  }
}

function keyOf(detail: JsonObject): string {
  const { index } = detail
  const place = typeof index === 'number' ? String(index) : (text(detail, 'id') ?? '')
  return `${text(detail, 'type') ?? ''}.${place}`
}

function seedOf(part: Part): PartSeed {
  if (part.type !== 'reasoning') return part
  const { text: _, ...seed } = part
  return seed
}
