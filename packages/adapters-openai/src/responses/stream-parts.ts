import type { JsonObject, JsonValue, Part, PartSeed, StreamEvent } from '@signalbox/core'
import { isJsonObject } from '@signalbox/core'

import { objects, text } from '../json-fields.ts'
import { decodeItem } from './items.ts'
import { isContent } from './output-items.ts'
import { ownFields, withOwn } from './own-fields.ts'

/** An output item on its way; a message has a part per content index, others have part 0. */
export interface OpenItem {
  readonly id: string | undefined
  readonly parts: Map<number, OpenPart>
  done: boolean
}

interface OpenPart {
  readonly index: number
  text: string
  citations: number
  logprobs: number
  section: number
  ended: boolean
}

/** Starts an item. */
export function createOpenItem(id: string | undefined): OpenItem {
  return { id, parts: new Map(), done: false }
}

/** Numbers the parts of all items and tells what is new about each. */
export class StreamParts {
  readonly seeds: PartSeed[] = []

  /** Text for a part, which starts it when it is the first. */
  delta(item: OpenItem, seed: PartSeed, key: number, event: JsonObject): readonly StreamEvent[] {
    const out: StreamEvent[] = []
    const part = this.#start(item, withId(seed, item.id), key, out)
    const added = text(event, 'delta') ?? ''
    const logprobs = objects(event['logprobs'])
    if (logprobs.length > 0) {
      part.logprobs += logprobs.length
      out.push({ type: 'logprobs', candidate: 0, logprobs: { content: logprobs } })
    }
    say(part, added, out)
    return out
  }

  /** Text for one of the joined sections of a reasoning item. */
  section(
    item: OpenItem,
    seed: PartSeed,
    section: number,
    event: JsonObject,
  ): readonly StreamEvent[] {
    const out: StreamEvent[] = []
    const part = this.#start(item, withId(seed, item.id), 0, out)
    if (part.section !== section) say(part, '\n\n', out)
    part.section = section
    say(part, text(event, 'delta') ?? '', out)
    return out
  }

  /** One more citation of a text. */
  cite(item: OpenItem, key: number, annotation: JsonValue | undefined): readonly StreamEvent[] {
    if (!isJsonObject(annotation)) return []
    const out: StreamEvent[] = []
    const part = this.#start(item, withId({ type: 'text' }, item.id), key, out)
    part.citations += 1
    out.push(patch(part.index, { citations: [annotation] }))
    return out
  }

  /** An item was announced; messages and reasoning wait for their first text. */
  open(item: OpenItem, value: JsonValue | undefined, model: string): readonly StreamEvent[] {
    if (!isJsonObject(value) || value['type'] === 'message' || value['type'] === 'reasoning')
      return []
    const out: StreamEvent[] = []
    const decoded = split(decodeItem(value, model, new Set()))
    say(this.#start(item, decoded.seed, 0, out), decoded.text, out)
    return out
  }

  /** A text or refusal was announced: it starts now, so that an empty one keeps its place. */
  openContent(item: OpenItem, key: number, value: JsonValue | undefined): readonly StreamEvent[] {
    const type = isJsonObject(value) ? value['type'] : undefined
    if (type !== 'output_text' && type !== 'refusal') return []
    const out: StreamEvent[] = []
    const seed = { type: type === 'refusal' ? 'refusal' : 'text' } as const
    this.#start(item, withId(seed, item.id), key, out)
    return out
  }

  /** The item is finished: what its deltas left out, then the ends of its parts. */
  close(item: OpenItem, parts: readonly Part[]): readonly StreamEvent[] {
    const out: StreamEvent[] = []
    for (const [key, part] of parts.entries()) {
      const { seed, text: whole } = split(part)
      const known = item.parts.has(key)
      const open = this.#start(item, seed, key, out)
      if (whole.startsWith(open.text)) say(open, whole.slice(open.text.length), out)
      else out.push(patch(open.index, textPatch(part)))
      if (known) out.push(...lateFields(open, part))
      out.push(...lateLogprobs(open, part))
    }
    out.push(...this.closeOpen(item))
    return out
  }

  /** Ends whatever is still open. */
  closeOpen(item: OpenItem): readonly StreamEvent[] {
    item.done = true
    const open = [...item.parts.values()].filter((part) => !part.ended)
    return open.map((part) => {
      part.ended = true
      return { type: 'part-end', candidate: 0, index: part.index }
    })
  }

  #start(item: OpenItem, seed: PartSeed, key: number, out: StreamEvent[]): OpenPart {
    const known = item.parts.get(key)
    if (known !== undefined) return known
    const index = this.seeds.length
    const section = 0
    const part = { index, text: '', citations: 0, logprobs: 0, section, ended: false }
    this.seeds.push(seed)
    item.parts.set(key, part)
    out.push({ type: 'part-start', candidate: 0, index, part: seed })
    return part
  }
}

function say(part: OpenPart, added: string, out: StreamEvent[]): void {
  if (added === '') return
  part.text += added
  out.push({ type: 'part-delta', candidate: 0, index: part.index, text: added })
}

function lateFields(open: OpenPart, part: Part): readonly StreamEvent[] {
  const { citations, ...rest } = split(part).seed
  const late = citations?.slice(open.citations)
  const cited = late === undefined || late.length === 0 ? {} : { citations: late }
  return [patch(open.index, { ...rest, ...cited })]
}

function lateLogprobs(open: OpenPart, part: Part): readonly StreamEvent[] {
  if (!isContent(part)) return []
  const late = objects(ownFields(part)?.['logprobs']).slice(open.logprobs)
  return late.length === 0 ? [] : [{ type: 'logprobs', candidate: 0, logprobs: { content: late } }]
}

function patch(index: number, fields: Partial<Part>): StreamEvent {
  return { type: 'part-patch', candidate: 0, index, fields }
}

function textPatch(part: Part): Partial<Part> {
  const { text: whole } = split(part)
  return part.type === 'tool-call'
    ? { type: 'tool-call', arguments: whole }
    : part.type === 'refusal'
      ? { type: 'refusal', text: whole }
      : part.type === 'reasoning'
        ? { type: 'reasoning', text: whole }
        : { type: 'text', text: whole }
}

/** Marks a seed as this wire's own before its finished item says the rest. */
function withId(seed: PartSeed, id: string | undefined): PartSeed {
  const own = seed.type === 'text' ? { type: 'output_text', annotations: [], logprobs: [] } : {}
  return { ...seed, ...(id === undefined ? {} : { id }), ...withOwn(own) }
}

/** A part without its text, and the text. */
function split(part: Part): { readonly seed: PartSeed; readonly text: string } {
  switch (part.type) {
    case 'text':
    case 'reasoning':
    case 'refusal': {
      const { text: whole, ...seed } = part
      return { seed, text: whole }
    }
    case 'tool-call': {
      const { arguments: whole, ...seed } = part
      return { seed, text: whole }
    }
    case 'media':
    case 'tool-result':
    case 'server-tool':
    case 'reference':
    case 'opaque':
      return { seed: part, text: '' }
  }
}
