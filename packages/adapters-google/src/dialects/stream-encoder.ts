import type {
  GatewayError,
  JsonObject,
  Part,
  PartSeed,
  StreamEncoder,
  StreamEvent,
  Usage,
} from '@signalbox/core'

import { encodeFinish } from '../finish-reason.ts'
import { encodeLogprobs } from '../generate/logprobs.ts'
import { truncated } from '../generate/stream-errors.ts'
import { encodeUsage } from '../usage.ts'
import { generateWire } from '../wire/names.ts'
import { encodeAnswerPart, encodeFeedback } from './encode-answer.ts'
import { errorChunk } from './error-body.ts'
import type { StreamGrammar } from './stream-grammar.ts'

interface OpenPart {
  seed: PartSeed
  text: string
  /** Deltas go out as they come; anything but plain text waits for its end. */
  readonly live: boolean
}

interface Ending {
  readonly candidate: number
  readonly fields: JsonObject
}

/** Events → chunks: text as it comes, calls whole, ending and usage in one last chunk. */
export function encodeStream(grammar: StreamGrammar): StreamEncoder {
  return new GenerateEncoder(grammar)
}

class GenerateEncoder implements StreamEncoder {
  readonly headers: StreamEncoder['headers']
  readonly #grammar: StreamGrammar
  readonly #parts = new Map<string, OpenPart>()
  readonly #logprobs = new Map<number, JsonObject[]>()
  readonly #endings: Ending[] = []
  #base: JsonObject = {}
  #usage: Usage | undefined
  #blocked: JsonObject | undefined
  #error: GatewayError | undefined

  constructor(grammar: StreamGrammar) {
    this.#grammar = grammar
    this.headers = grammar.headers
  }

  push(event: StreamEvent): string {
    switch (event.type) {
      case 'start':
        this.#base = {
          ...(event.model === '' ? {} : { modelVersion: event.model }),
          ...(event.id === '' ? {} : { responseId: event.id }),
          ...event.extensions?.[generateWire],
        }
        return ''
      case 'part-start':
        this.#parts.set(placeOf(event), opened(event.part))
        return ''
      case 'part-delta':
        return this.#delta(event)
      case 'part-patch': {
        const open = this.#parts.get(placeOf(event))
        if (open !== undefined) patch(open, event.fields)
        return ''
      }
      case 'part-end':
        return this.#close(event)
      case 'logprobs': {
        const known = this.#logprobs.get(event.candidate) ?? []
        this.#logprobs.set(event.candidate, [...known, event.logprobs])
        return ''
      }
      case 'finish':
        this.#endings.push({ candidate: event.candidate, fields: this.#endingOf(event) })
        return ''
      case 'blocked':
        this.#blocked = event.blocked
        return ''
      case 'usage':
        this.#usage = event.usage
        return ''
      case 'error':
        this.#error ??= event.error
        return ''
      case 'opaque':
        return event.wire === generateWire ? this.#grammar.element(event.data) : ''
    }
  }

  keepAlive(): string {
    return this.#grammar.keepAlive
  }

  end(error?: GatewayError): string {
    const whole = this.#endings.length > 0 || this.#blocked !== undefined
    const failure = error ?? this.#error ?? (whole ? undefined : truncated())
    const last = failure === undefined ? this.#lastChunk() : errorChunk(failure)
    return this.#grammar.element(JSON.stringify(last)) + this.#grammar.close()
  }

  #delta(event: Extract<StreamEvent, { type: 'part-delta' }>): string {
    const open = this.#parts.get(placeOf(event))
    if (open === undefined) return ''
    if (!open.live) {
      open.text += event.text
      return ''
    }
    const thought = open.seed.type === 'reasoning' ? { thought: true } : {}
    return event.text === '' ? '' : this.#chunk(event.candidate, [{ text: event.text, ...thought }])
  }

  #close(event: Extract<StreamEvent, { type: 'part-end' }>): string {
    const place = placeOf(event)
    const open = this.#parts.get(place)
    if (open === undefined) return ''
    this.#parts.delete(place)
    // Of a live part only a signature that came behind its text is still to be said.
    if (open.live && open.seed.continuity === undefined) return ''
    return this.#chunk(event.candidate, encodeAnswerPart(partOf(open)))
  }

  #chunk(candidate: number, parts: readonly JsonObject[]): string {
    if (parts.length === 0) return ''
    const content = { role: 'model', parts }
    const chunk = { candidates: [{ content, index: candidate }], ...this.#base }
    return this.#grammar.element(JSON.stringify(chunk))
  }

  #endingOf(event: Extract<StreamEvent, { type: 'finish' }>): JsonObject {
    return {
      content: { role: 'model' },
      finishReason: encodeFinish(event.finish),
      index: event.candidate,
      ...event.extensions?.[generateWire],
    }
  }

  #lastChunk(): JsonObject {
    const candidates = this.#endings.map(({ candidate, fields }) => {
      const logprobs = this.#logprobs.get(candidate)
      if (logprobs === undefined) return fields
      const content = logprobs.flatMap((entry) => listOf(entry['content']))
      return { logprobsResult: encodeLogprobs({ content }), ...fields }
    })
    return {
      ...(candidates.length === 0 ? {} : { candidates }),
      ...(this.#blocked === undefined ? {} : { promptFeedback: encodeFeedback(this.#blocked) }),
      ...(this.#usage === undefined ? {} : { usageMetadata: encodeUsage(this.#usage) }),
      ...this.#base,
    }
  }
}

function opened(seed: PartSeed): OpenPart {
  const textual = seed.type === 'text' || seed.type === 'reasoning' || seed.type === 'refusal'
  const bare = seed.continuity === undefined && seed.extensions?.[generateWire] === undefined
  return { seed, text: '', live: textual && bare }
}

function patch(open: OpenPart, fields: Partial<Part>): void {
  if (!open.live && 'text' in fields && fields.text !== undefined) open.text = fields.text
  if ('arguments' in fields && fields.arguments !== undefined) open.text = fields.arguments
  open.seed = { ...open.seed, ...fields } as PartSeed
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

function listOf(value: JsonObject[string]): readonly NonNullable<JsonObject[string]>[] {
  return Array.isArray(value) ? value : []
}

function placeOf(event: { readonly candidate: number; readonly index: number }): string {
  return `${String(event.candidate)}.${String(event.index)}`
}
