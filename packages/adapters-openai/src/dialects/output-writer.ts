import type { JsonObject, Part, PartSeed, StreamEvent } from '@signalbox/core'
import { isJsonObject } from '@signalbox/core'

import { objects, omit, text } from '../json-fields.ts'
import { toAnnotation } from '../responses/annotations.ts'
import { isContent, outputItem, sameItem, tokenItem } from '../responses/output-items.ts'
import { responsesWire } from '../responses/own-fields.ts'
import { partOf, patched, sse } from './open-output.ts'
import { OpenItem, type OpenPart } from './output-item.ts'

/** Writes the items of one answer: dense output indexes, dense sequence numbers, stable ids. */
export class OutputWriter {
  responseId = ''
  readonly #items: OpenItem[] = []
  readonly #owners = new Map<number, { readonly item: OpenItem; readonly part: OpenPart }>()
  readonly #texts: Part[] = []
  #message: OpenItem | undefined
  #logprobs: JsonObject[] = []
  #sequence = 0

  /** The items that are finished, in the order of their announcement. */
  get output(): readonly JsonObject[] {
    return this.#items.flatMap((item) => (item.final === undefined ? [] : [item.final]))
  }

  /** The parts that were written. */
  get parts(): readonly Part[] {
    return this.#texts
  }

  /** One event with the next sequence number. */
  event(type: string, fields: JsonObject): string {
    const out = sse(type, this.#sequence, fields)
    this.#sequence += 1
    return out
  }

  startPart(index: number, seed: PartSeed): string {
    const part: OpenPart = { seed, text: '', key: 0, prefix: '', logprobs: [], ended: false }
    if (isContent(seed)) return this.#startContent(index, part)
    const shown = outputItem([partOf(seed, '')], this.responseId, this.#items.length)
    if (shown === undefined) return ''
    let out = this.#closeMessage()
    const token = tokenItem(partOf(seed, ''), this.responseId, this.#items.length)
    if (token !== undefined) out += this.#wholeItem(token)
    const item = this.#announce(part)
    this.#owners.set(index, { item, part })
    return out + this.event('response.output_item.added', item.at({ item: item.announced }))
  }

  delta(index: number, added: string): string {
    const owner = this.#owners.get(index)
    if (owner === undefined || added === '') return ''
    const { item, part } = owner
    const opening = part.prefix === '' ? this.#openText(item, part) : ''
    part.text += added
    const logprobs = part.seed.type === 'text' ? this.#takeLogprobs(part) : ''
    const data = `${part.prefix}${JSON.stringify(added)}${logprobs}}\n\n`
    const out = `${part.head ?? ''}${String(this.#sequence)}${data}`
    this.#sequence += 1
    return opening + out
  }

  patch(index: number, fields: Partial<Part>): string {
    const owner = this.#owners.get(index)
    if (owner === undefined) return ''
    const { item, part } = owner
    const before = part.seed.citations?.length ?? 0
    part.seed = patched(part.seed, fields)
    if ('text' in fields) part.text = fields.text ?? ''
    if ('arguments' in fields) part.text = fields.arguments ?? ''
    if (part.seed.type !== 'text') return ''
    const annotations = (part.seed.citations ?? []).slice(before).map(toAnnotation)
    return annotations
      .filter((annotation) => annotation !== undefined)
      .map((annotation) => {
        const place = { content_index: part.key, annotation_index: item.annotations }
        item.annotations += 1
        return this.event(
          'response.output_text.annotation.added',
          item.at({ item_id: item.id, ...place, annotation }),
        )
      })
      .join('')
  }

  endPart(index: number): string {
    const owner = this.#owners.get(index)
    if (owner === undefined || owner.part.ended) return ''
    const { item, part } = owner
    part.ended = true
    let out = ''
    for (const [type, fields] of item.textDone(part, this.#logprobs))
      out += this.event(type, fields)
    if (part.seed.type === 'text') this.#logprobs = []
    this.#texts.push(partOf(part.seed, part.text))
    if (item !== this.#message) out += this.#finishItem(item)
    return out
  }

  logprobs(value: JsonObject): void {
    this.#logprobs.push(...objects(value['content']))
  }

  /** A frame of this wire that the model does not know, with numbers that fit this stream. */
  opaque(event: Extract<StreamEvent, { type: 'opaque' }>): string {
    if (event.wire !== responsesWire || event.event === undefined) return ''
    const value = parse(event.data)
    if (value === undefined) return ''
    const item = this.#items.find((entry) => entry.id === text(value, 'item_id'))
    const fields = omit(value, ['type', 'sequence_number'])
    return this.event(event.event, item === undefined ? fields : { ...fields, ...item.at({}) })
  }

  /** Ends whatever is open. */
  close(): string {
    let out = ''
    for (const index of this.#owners.keys()) out += this.endPart(index)
    const late = this.#message?.parts.find((part) => part.seed.type === 'text')
    if (late?.logprobs.length === 0) late.logprobs.push(...this.#logprobs)
    return out + this.#closeMessage()
  }

  #startContent(index: number, part: OpenPart): string {
    const head = this.#message?.parts[0]
    let out = ''
    let item = this.#message
    if (item === undefined || head === undefined || !sameItem(head.seed, part.seed)) {
      out += this.#closeMessage()
      const token = tokenItem(partOf(part.seed, ''), this.responseId, this.#items.length)
      if (token !== undefined) out += this.#wholeItem(token)
      item = this.#announce(part)
      this.#message = item
      const shell = { ...item.announced, status: 'in_progress', content: [] }
      out += this.event('response.output_item.added', item.at({ item: shell }))
    } else item.add(part)
    this.#owners.set(index, { item, part })
    const opened = item.contentPart(part, '')
    const place = { item_id: item.id, content_index: part.key }
    return out + this.event('response.content_part.added', item.at({ ...place, part: opened }))
  }

  #openText(item: OpenItem, part: OpenPart): string {
    let out = ''
    for (const [type, fields] of item.openText(part)) out += this.event(type, fields)
    return out
  }

  #announce(part: OpenPart): OpenItem {
    const item = new OpenItem(this.#items.length, this.responseId, part)
    this.#items.push(item)
    return item
  }

  #wholeItem(value: JsonObject): string {
    const seed = { type: 'opaque', wire: responsesWire, kind: 'token', value } as const
    const part = { seed, text: '', key: 0, prefix: '', logprobs: [], ended: true }
    const item = this.#announce(part)
    const added = this.event('response.output_item.added', item.at({ item: value }))
    return added + this.#finishItem(item)
  }

  #closeMessage(): string {
    const message = this.#message
    this.#message = undefined
    if (message === undefined || message.parts.some((part) => !part.ended)) return ''
    return this.#finishItem(message)
  }

  #finishItem(item: OpenItem): string {
    if (item.final !== undefined || item.parts.some((part) => !part.ended)) return ''
    item.finish()
    return this.event('response.output_item.done', item.at({ item: item.final ?? {} }))
  }

  #takeLogprobs(part: OpenPart): string {
    if (this.#logprobs.length === 0) return ',"logprobs":[]'
    const taken = this.#logprobs
    this.#logprobs = []
    part.logprobs.push(...taken)
    return `,"logprobs":${JSON.stringify(taken)}`
  }
}

function parse(data: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(data)
    return isJsonObject(value) ? value : undefined
  } catch {
    return undefined
  }
}
