import type { JsonObject, Part, PartSeed } from '@signalbox/core'

import { generateWire } from '../wire/names.ts'
import { encodeAnswerPart } from './encode-answer.ts'

interface OpenPart {
  readonly index: number
  seed: PartSeed
  /** What has not been written yet. */
  text: string
  /** Deltas go out as they come; anything but plain text waits for its end. */
  readonly live: boolean
  closed: boolean
}

/**
 * The open parts of one candidate. Parts may interleave in events, on this wire one follows the
 * other: only the first open one is written, the rest waits for its turn.
 */
export class PartQueue {
  #parts: OpenPart[] = []

  start(index: number, seed: PartSeed): void {
    const textual = seed.type === 'text' || seed.type === 'reasoning' || seed.type === 'refusal'
    const bare = seed.continuity === undefined && seed.extensions?.[generateWire] === undefined
    this.#parts.push({ index, seed, text: '', live: textual && bare, closed: false })
  }

  delta(index: number, text: string): readonly JsonObject[] {
    const part = this.#find(index)
    if (part === undefined) return []
    part.text += text
    return part.live && part === this.#parts[0] ? taken(part) : []
  }

  patch(index: number, fields: Partial<Part>): void {
    const part = this.#find(index)
    if (part === undefined) return
    if (!part.live && 'text' in fields && fields.text !== undefined) part.text = fields.text
    if ('arguments' in fields && fields.arguments !== undefined) part.text = fields.arguments
    part.seed = { ...part.seed, ...fields } as PartSeed
  }

  end(index: number): readonly JsonObject[] {
    const part = this.#find(index)
    if (part !== undefined) part.closed = true
    return this.#drain()
  }

  /** Everything that is left, when the candidate ends. */
  finish(): readonly JsonObject[] {
    for (const part of this.#parts) part.closed = true
    return this.#drain()
  }

  #find(index: number): OpenPart | undefined {
    return this.#parts.find((part) => part.index === index)
  }

  #drain(): readonly JsonObject[] {
    const out: JsonObject[] = []
    for (let first = this.#parts[0]; first !== undefined; first = this.#parts[0]) {
      if (first.live) out.push(...taken(first))
      if (!first.closed) break
      // Of a live part only a signature that came behind its text is still to be said.
      if (!first.live || first.seed.continuity !== undefined)
        out.push(...encodeAnswerPart(partOf(first)))
      this.#parts = this.#parts.slice(1)
    }
    return out
  }
}

function taken(part: OpenPart): readonly JsonObject[] {
  const { text } = part
  part.text = ''
  if (text === '') return []
  return [part.seed.type === 'reasoning' ? { text, thought: true } : { text }]
}

function partOf({ seed, text }: OpenPart): Part {
  switch (seed.type) {
    case 'text':
    case 'reasoning':
    case 'refusal':
      return { ...seed, text }
    case 'tool-call':
      return { ...seed, arguments: text }
    case 'media':
    case 'tool-result':
    case 'server-tool':
    case 'reference':
    case 'opaque':
      return seed
  }
}
