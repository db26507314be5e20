import type { JsonObject, Part, PartSeed } from '@signalbox/core'
import { isJsonObject } from '@signalbox/core'

import { isList, text } from '../json-fields.ts'
import { outputItem } from '../responses/output-items.ts'
import { ownFields, withOwn } from '../responses/own-fields.ts'
import { partOf } from './open-output.ts'

/** A part on its way; `head` and `prefix` are the constant text of its delta events. */
export interface OpenPart {
  seed: PartSeed
  text: string
  key: number
  head?: string
  prefix: string
  logprobs: JsonObject[]
  ended: boolean
  /** How reasoning was opened: a later patch of the form does not change its events. */
  form?: 'full' | 'summary'
}

type Event = readonly [type: string, fields: JsonObject]

/** One output item while it is written. */
export class OpenItem {
  readonly id: string
  readonly parts: OpenPart[]
  readonly announced: JsonObject
  annotations = 0
  final: JsonObject | undefined
  readonly #index: number
  readonly #responseId: string

  constructor(index: number, responseId: string, part: OpenPart) {
    this.#index = index
    this.#responseId = responseId
    this.parts = [part]
    const item = outputItem([partOf(part.seed, '')], responseId, index) ?? {}
    this.id = text(item, 'id') ?? ''
    this.announced = announcedItem(item, part)
  }

  /** Fields with this item's place in the output. */
  at(fields: JsonObject): JsonObject {
    return { output_index: this.#index, ...fields }
  }

  /** Another content part of the same message. */
  add(part: OpenPart): void {
    part.key = this.parts.length
    this.parts.push(part)
  }

  /** A content part with the given text, as `content_part` events show it. */
  contentPart(part: OpenPart, value: string): JsonObject {
    const item = outputItem([this.#settled(part, value)], this.#responseId, this.#index)
    const content = item?.['content']
    const [first] = isList(content) ? content : []
    return isJsonObject(first) ? first : {}
  }

  /** What comes before the first delta of a part, which learns its constant text here. */
  openText(part: OpenPart): readonly Event[] {
    if (part.seed.type === 'reasoning') part.form = part.seed.form === 'full' ? 'full' : 'summary'
    const [type, place] = deltaOf(part)
    const fields = JSON.stringify({ ...this.at({ item_id: this.id }), ...place })
    part.head = `event: ${type}\ndata: {"type":"${type}","sequence_number":`
    part.prefix = `,${fields.slice(1, -1)},"delta":`
    if (part.seed.type !== 'reasoning') return []
    const section = sectionOf(part, '')
    return [[section.added, this.at({ item_id: this.id, ...place, part: section.part })]]
  }

  /** What comes after the last delta of a part. */
  textDone(part: OpenPart, late: readonly JsonObject[]): readonly Event[] {
    const { seed } = part
    const place = { item_id: this.id, ...deltaOf(part)[1] }
    switch (seed.type) {
      case 'text': {
        part.logprobs.push(...late)
        const shown = this.contentPart(part, part.text)
        const logprobs = isList(shown['logprobs']) ? shown['logprobs'] : []
        return [
          ['response.output_text.done', this.at({ ...place, text: part.text, logprobs })],
          ['response.content_part.done', this.at({ ...place, part: shown })],
        ]
      }
      case 'refusal':
        return [
          ['response.refusal.done', this.at({ ...place, refusal: part.text })],
          [
            'response.content_part.done',
            this.at({ ...place, part: this.contentPart(part, part.text) }),
          ],
        ]
      case 'reasoning': {
        if (part.prefix === '') return []
        const section = sectionOf(part, part.text)
        return [
          [section.textDone, this.at({ ...place, text: part.text })],
          [section.done, this.at({ ...place, part: section.part })],
        ]
      }
      case 'tool-call': {
        const custom = seed.kind === 'custom'
        const type = custom ? 'custom_tool_call_input' : 'function_call_arguments'
        const slot = custom ? 'input' : 'arguments'
        return [[`response.${type}.done`, this.at({ ...place, [slot]: part.text })]]
      }
      case 'opaque':
        return seed.kind.startsWith('content.')
          ? [
              [
                'response.content_part.done',
                this.at({ ...place, content_index: part.key, part: this.contentPart(part, '') }),
              ],
            ]
          : []
      case 'media':
      case 'tool-result':
      case 'server-tool':
      case 'reference':
        return []
    }
  }

  /** Fixes the item as it will stand in the response; its id stays the announced one. */
  finish(): void {
    const parts = this.parts.map((part) => this.#settled(part, part.text))
    const item = outputItem(parts, this.#responseId, this.#index) ?? {}
    this.final = this.id === '' ? item : { ...item, id: this.id }
  }

  #settled(part: OpenPart, value: string): Part {
    const settled = partOf(part.seed, value)
    if (settled.type !== 'text' || ownFields(settled) !== undefined) return settled
    if (part.logprobs.length === 0) return settled
    const fields = { type: 'output_text', annotations: [], logprobs: part.logprobs }
    return { ...settled, ...withOwn(fields) }
  }
}

function announcedItem(item: JsonObject, part: OpenPart): JsonObject {
  const { type } = part.seed
  return type === 'tool-call' ? { ...item, status: 'in_progress' } : item
}

function deltaOf(part: OpenPart): readonly [type: string, place: JsonObject] {
  const { seed, key } = part
  switch (seed.type) {
    case 'refusal':
      return ['response.refusal.delta', { content_index: key }]
    case 'reasoning':
      return part.form === 'full'
        ? ['response.reasoning_text.delta', { content_index: 0 }]
        : ['response.reasoning_summary_text.delta', { summary_index: 0 }]
    case 'tool-call':
      return seed.kind === 'custom'
        ? ['response.custom_tool_call_input.delta', {}]
        : ['response.function_call_arguments.delta', {}]
    case 'text':
    case 'media':
    case 'tool-result':
    case 'server-tool':
    case 'reference':
    case 'opaque':
      return ['response.output_text.delta', { content_index: key }]
  }
}

function sectionOf(part: OpenPart, value: string) {
  return part.form === 'full'
    ? {
        added: 'response.content_part.added',
        textDone: 'response.reasoning_text.done',
        done: 'response.content_part.done',
        part: { type: 'reasoning_text', text: value },
      }
    : {
        added: 'response.reasoning_summary_part.added',
        textDone: 'response.reasoning_summary_text.done',
        done: 'response.reasoning_summary_part.done',
        part: { type: 'summary_text', text: value },
      }
}
