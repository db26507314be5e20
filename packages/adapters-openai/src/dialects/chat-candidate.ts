import type { JsonObject, Part, PartSeed } from '@signalbox/core'

import { encodeAssistant } from '../chat/encode-assistant.ts'
import { replyScope } from '../chat/encode-response.ts'
import { encodeDetail, needsDetail } from '../chat/reasoning.ts'
import { flatName } from '../chat/scope.ts'
import { encodeToolCall } from '../chat/tool-calls.ts'

interface OpenPart {
  part: PartSeed
  /** All that was said, for reasoning that is told once more when it is signed. */
  said: string
  held: string
  ended: boolean
  /** Where a tool call stands among the calls of its candidate. */
  readonly call: number
}

/** One candidate's parts as deltas. Prose has no index here, so one part speaks at a time. */
export class ChatCandidate {
  readonly #parts = new Map<number, OpenPart>()
  readonly #speakers: OpenPart[] = []
  #calls = 0
  #details = 0
  opened = false
  finished = false

  start(index: number, part: PartSeed): readonly JsonObject[] {
    const call = part.type === 'tool-call' ? this.#calls++ : -1
    const open = { part, said: '', held: '', ended: false, call }
    this.#parts.set(index, open)
    switch (part.type) {
      case 'text':
      case 'refusal':
      case 'reasoning':
        this.#speakers.push(open)
        return part.citations === undefined ? [] : citing(part)
      case 'tool-call': {
        const token = part.continuity?.kind === 'thought-signature' ? part.continuity : undefined
        const scope = { token, callId: part.callId, name: flatName(part), wrapped: false }
        const encoded = encodeToolCall({ ...part, arguments: '' }, scope)
        return [{ tool_calls: [{ index: call, type: 'function', ...encoded }] }]
      }
      case 'media':
        return whole(part)
      case 'tool-result':
      case 'server-tool':
      case 'reference':
      case 'opaque':
        return []
    }
  }

  /** All that were started. */
  *parts(): Iterable<PartSeed> {
    for (const { part } of this.#parts.values()) yield part
  }

  delta(index: number, text: string): readonly JsonObject[] {
    const open = this.#parts.get(index)
    if (open === undefined) return []
    const { part } = open
    if (part.type === 'tool-call') {
      const inner =
        part.kind === 'custom' ? { custom: { input: text } } : { function: { arguments: text } }
      return [{ tool_calls: [{ index: open.call, ...inner }] }]
    }
    if (this.#speakers[0] === open) return say(open, text)
    open.held += text
    return []
  }

  patch(index: number, fields: Partial<Part>): readonly JsonObject[] {
    const open = this.#parts.get(index)
    if (open === undefined) return []
    open.part = { ...open.part, ...fields } as PartSeed
    if (fields.citations !== undefined) return citing(fields)
    return fields.type === 'media' ? whole(open.part) : []
  }

  end(index: number): readonly JsonObject[] {
    const open = this.#parts.get(index)
    if (open === undefined) return []
    open.ended = true
    if (open.part.type === 'opaque') return this.#detail(open)
    return this.#speakers[0] === open ? this.#nextSpeaker() : []
  }

  #nextSpeaker(): readonly JsonObject[] {
    const deltas: JsonObject[] = []
    for (let first = this.#speakers[0]; first !== undefined; first = this.#speakers[0]) {
      deltas.push(...say(first, first.held))
      first.held = ''
      if (!first.ended) break
      deltas.push(...this.#detail(first))
      this.#speakers.shift()
    }
    return deltas
  }

  /** A signed reasoning part is told once more, whole: clients keep the last or append, both work. */
  #detail({ part, said }: OpenPart): readonly JsonObject[] {
    const told = { ...part, text: said } as Part
    const detail = needsDetail(told) ? encodeDetail(told, this.#details++) : undefined
    return detail === undefined ? [] : [{ reasoning_details: [detail] }]
  }
}

function say(open: OpenPart, text: string): readonly JsonObject[] {
  if (text === '') return []
  switch (open.part.type) {
    case 'text':
      return [{ content: text }]
    case 'refusal':
      return [{ refusal: text }]
    case 'reasoning':
      open.said += text
      return [{ reasoning_content: text }]
    case 'tool-call':
    case 'media':
    case 'tool-result':
    case 'server-tool':
    case 'reference':
    case 'opaque':
      return []
  }
}

function citing({ citations }: Partial<Part>): readonly JsonObject[] {
  return whole({ type: 'text', text: '', citations })
}

/** What an assistant message would hold for one part. */
function whole(part: Part | PartSeed): readonly JsonObject[] {
  const message = { role: 'assistant', content: [part as Part] } as const
  const { annotations, images, audio } = encodeAssistant(message, replyScope, '') ?? {}
  const fields = Object.entries({ annotations, images, audio })
  const said = fields.filter(([, value]) => value !== undefined)
  return said.length === 0 ? [] : [Object.fromEntries(said)]
}
