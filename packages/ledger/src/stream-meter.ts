import { tokensOfText, type EventStage, type StreamEvent, type Usage } from '@signalbox/core'

import { countedUsage, promptTokens } from './token-count.ts'

/** Counts the output of a stream as it passes. */
export class StreamMeter {
  /** Tokens so far, at least one per piece. */
  output = 0
  /** The largest piece. */
  largest = 0
  model: string | undefined
  #usage: Usage | undefined

  look(event: StreamEvent): void {
    if (event.type === 'part-delta' && event.text !== '') {
      const tokens = Math.max(1, tokensOfText(event.text))
      this.output += tokens
      if (tokens > this.largest) this.largest = tokens
    } else if (event.type === 'usage') this.#usage = event.usage
    else if (event.type === 'start') this.model = event.model
  }

  /** For a stream whose bytes nobody looked into: about a token came with each piece. */
  saw(pieces: number, usage: Usage | undefined): void {
    this.output = pieces
    this.#usage = usage
  }

  /** What a stream that did not reach its end came to; input as reported, or as estimated. */
  counted(inputTokens: number): Usage {
    const told = this.#usage
    const input = told === undefined ? 0 : promptTokens(told)
    const counted = countedUsage(inputTokens, this.output)
    if (told === undefined) return counted
    const reported = told.output.text + told.output.reasoning
    return {
      input: input > 0 ? told.input : counted.input,
      output: reported > counted.output.text ? told.output : counted.output,
      estimated: true,
    }
  }
}

/** Where a stream has to end, and what happens there. */
export interface CeilingOptions {
  readonly meter: StreamMeter
  /** Output tokens that are paid for; may grow. */
  ceiling(): number
  /** Before each piece, to reserve more in time. */
  near(): void
  /** The stream was ended: nothing more is wanted from upstream. */
  stopped(): void
  usage(): Usage
}

/** Ends a stream where its money ends, as an answer that reached its length. */
export function ceilingStage(options: CeilingOptions): EventStage {
  const { meter } = options
  const open = new Map<string, { readonly candidate: number; readonly index: number }>()
  const running = new Set<number>([0])
  let isOver = false

  function follow(event: StreamEvent): void {
    if (event.type === 'part-start') {
      running.add(event.candidate)
      open.set(`${String(event.candidate)} ${String(event.index)}`, event)
    } else if (event.type === 'part-end')
      open.delete(`${String(event.candidate)} ${String(event.index)}`)
    else if (event.type === 'finish') running.delete(event.candidate)
  }

  return {
    event(event, emit) {
      if (isOver) return
      meter.look(event)
      follow(event)
      emit(event)
      if (event.type !== 'part-delta') return
      options.near()
      // The next piece may be as large as the largest one so far.
      if (meter.output + meter.largest <= options.ceiling()) return
      isOver = true
      for (const { candidate, index } of open.values()) emit({ type: 'part-end', candidate, index })
      for (const candidate of running)
        emit({ type: 'finish', candidate, finish: { reason: 'length' } })
      emit({ type: 'usage', usage: options.usage() })
      options.stopped()
    },
  }
}
