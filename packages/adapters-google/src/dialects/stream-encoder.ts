import {
  stringify,
  withCost,
  type GatewayError,
  type JsonObject,
  type StreamEncoder,
  type StreamEvent,
  type Usage,
} from '@signalbox/core'

import { encodeFinish } from '../finish-reason.ts'
import { encodeLogprobs } from '../generate/logprobs.ts'
import { truncated } from '../generate/stream-errors.ts'
import { encodeUsage } from '../usage.ts'
import { generateWire } from '../wire/names.ts'
import { encodeFeedback } from './encode-answer.ts'
import { errorChunk } from './error-body.ts'
import { PartQueue } from './part-queue.ts'
import type { StreamGrammar } from './stream-grammar.ts'

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
  readonly #queues = new Map<number, PartQueue>()
  readonly #logprobs = new Map<number, JsonObject[]>()
  readonly #endings: Ending[] = []
  #base: JsonObject = {}
  #usage: Usage | undefined
  #blocked: JsonObject | undefined
  #error: GatewayError | undefined
  #ended = false

  constructor(grammar: StreamGrammar) {
    this.#grammar = grammar
    this.headers = grammar.headers
  }

  push(event: StreamEvent): string {
    if (this.#ended) return ''
    switch (event.type) {
      case 'start':
        this.#base = {
          ...(event.model === '' ? {} : { modelVersion: event.model }),
          ...(event.id === '' ? {} : { responseId: event.id }),
          ...event.extensions?.[generateWire],
        }
        return ''
      case 'part-start':
        this.#queueOf(event.candidate).start(event.index, event.part)
        return ''
      case 'part-delta': {
        const parts = this.#queueOf(event.candidate).delta(event.index, event.text)
        return this.#chunk(event.candidate, parts)
      }
      case 'part-patch':
        this.#queueOf(event.candidate).patch(event.index, event.fields)
        return ''
      case 'part-end':
        return this.#chunk(event.candidate, this.#queueOf(event.candidate).end(event.index))
      case 'logprobs': {
        const known = this.#logprobs.get(event.candidate) ?? []
        this.#logprobs.set(event.candidate, [...known, event.logprobs])
        return ''
      }
      case 'finish':
        this.#endings.push({ candidate: event.candidate, fields: endingOf(event) })
        return this.#chunk(event.candidate, this.#queueOf(event.candidate).finish())
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
    return this.#ended ? '' : this.#grammar.keepAlive
  }

  end(error?: GatewayError, told?: string): string {
    if (this.#ended) return ''
    this.#ended = true
    const whole = this.#endings.length > 0 || this.#blocked !== undefined
    const failure = error ?? this.#error ?? (whole ? undefined : truncated())
    const last = failure === undefined ? this.#lastChunk(told) : errorChunk(failure, error && told)
    return this.#grammar.element(stringify(last)) + this.#grammar.close()
  }

  #queueOf(candidate: number): PartQueue {
    const known = this.#queues.get(candidate)
    if (known !== undefined) return known
    const fresh = new PartQueue()
    this.#queues.set(candidate, fresh)
    return fresh
  }

  #chunk(candidate: number, parts: readonly JsonObject[]): string {
    if (parts.length === 0) return ''
    const content = { role: 'model', parts }
    const chunk = { candidates: [{ content, index: candidate }], ...this.#base }
    return this.#grammar.element(stringify(chunk))
  }

  #lastChunk(usd: string | undefined): JsonObject {
    const candidates = this.#endings.map(({ candidate, fields }) => {
      const logprobs = this.#logprobs.get(candidate)
      if (logprobs === undefined) return fields
      const content = logprobs.flatMap((entry) => listOf(entry['content']))
      return { logprobsResult: encodeLogprobs({ content }), ...fields }
    })
    return {
      ...(candidates.length === 0 ? {} : { candidates }),
      ...(this.#blocked === undefined ? {} : { promptFeedback: encodeFeedback(this.#blocked) }),
      ...(this.#usage === undefined
        ? {}
        : { usageMetadata: withCost(encodeUsage(this.#usage), usd) }),
      ...this.#base,
    }
  }
}

function endingOf(event: Extract<StreamEvent, { type: 'finish' }>): JsonObject {
  return {
    // Clients that keep a history drop the whole turn when one chunk has no part.
    content: { role: 'model', parts: [{ text: '' }] },
    finishReason: encodeFinish(event.finish),
    index: event.candidate,
    ...event.extensions?.[generateWire],
  }
}

function listOf(value: JsonObject[string]): readonly NonNullable<JsonObject[string]>[] {
  return Array.isArray(value) ? value : []
}
