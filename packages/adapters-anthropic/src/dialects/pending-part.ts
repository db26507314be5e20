import { type JsonObject, type Part, type PartSeed, type ToolCallPart } from '@signalbox/core'

import { encodePart, ownCitations } from '../messages/encode-content.ts'
import { extraFields } from '../messages/own-fields.ts'
import { clientScope } from './messages-reply.ts'

/** Gives the frames of one part, written at the next free block index. */
export interface BlockWriter {
  start(block: JsonObject): void
  delta(delta: JsonObject): void
  /** A delta with one text: the hot path. */
  say(type: string, field: string, text: string): void
  stop(): void
}

/** One part of a stream on its way to the client: it opens its block when there is something to say. */
export class PendingPart {
  #seed: PartSeed
  #open = false
  #text = ''
  #citations: readonly JsonObject[]
  ended = false

  constructor(seed: PartSeed) {
    this.#seed = seed
    this.#citations = seed.citations ?? []
  }

  get isCall(): boolean {
    return this.#seed.type === 'tool-call'
  }

  push(text: string): void {
    this.#text += text
  }

  patch({ citations, ...fields }: Partial<Part>): void {
    if (citations !== undefined) this.#citations = [...this.#citations, ...citations]
    this.#seed = { ...this.#seed, ...fields } as PartSeed
  }

  /** Writes what has come so far; with `ended`, all that is left. */
  flush(out: BlockWriter): void {
    const seed = this.#seed
    switch (seed.type) {
      case 'text':
      case 'refusal':
        return this.#flushText(out)
      case 'reasoning':
        if (seed.form === 'full' || seed.form === 'summary') return this.#flushThinking(out)
        if (this.ended) return this.#flushWhole({ ...seed, text: '' }, out)
        return
      case 'tool-call':
        return this.#flushCall(seed, out)
      case 'media':
      case 'tool-result':
      case 'server-tool':
      case 'reference':
      case 'opaque':
        if (this.ended) return this.#flushWhole(seed, out)
    }
  }

  #flushText(out: BlockWriter): void {
    const own = ownCitations({ citations: this.#citations }) ?? []
    this.#citations = []
    if (this.#text !== '' || own.length > 0)
      this.#start(out, {
        type: 'text',
        text: '',
        ...(own.length > 0 || this.#seed.citations !== undefined ? { citations: [] } : {}),
      })
    this.#say(out, 'text_delta', 'text')
    for (const citation of own) out.delta({ type: 'citations_delta', citation })
    this.#stop(out)
  }

  #flushThinking(out: BlockWriter): void {
    const { continuity } = this.#seed
    if (this.#text !== '' || (this.ended && continuity !== undefined))
      this.#start(out, { type: 'thinking', thinking: '', signature: '' })
    this.#say(out, 'thinking_delta', 'thinking')
    if (this.ended && this.#open && continuity !== undefined)
      out.delta({ type: 'signature_delta', signature: continuity.data })
    this.#stop(out)
  }

  #flushCall(call: Omit<ToolCallPart, 'arguments'>, out: BlockWriter): void {
    if (!this.#open && call.continuity !== undefined) {
      out.start({ type: 'thinking', thinking: '', signature: '' })
      out.delta({ type: 'signature_delta', signature: call.continuity.data })
      out.stop()
    }
    this.#start(out, {
      type: 'tool_use',
      id: clientScope.callId(call.callId),
      name: clientScope.toolName(call),
      input: {},
    })
    if (call.kind === 'custom') {
      if (!this.ended) return
      this.#text = JSON.stringify({ input: this.#text })
    }
    this.#say(out, 'input_json_delta', 'partial_json')
    this.#stop(out)
  }

  #flushWhole(part: Part, out: BlockWriter): void {
    for (const block of encodePart(part, clientScope, '')) {
      out.start(block)
      out.stop()
    }
  }

  #start(out: BlockWriter, block: JsonObject): void {
    if (this.#open) return
    this.#open = true
    out.start({ ...block, ...extraFields(this.#seed) })
  }

  #say(out: BlockWriter, type: string, field: string): void {
    if (this.#text === '') return
    out.say(type, field, this.#text)
    this.#text = ''
  }

  #stop(out: BlockWriter): void {
    if (this.ended && this.#open) out.stop()
  }
}
