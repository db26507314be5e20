import { tokensOfText, type StreamEvent, type Usage } from '@signalbox/core'

/** Longer answers are not kept for a continuation. */
const maxKeptCharacters = 1024 * 1024

type PartEvent<Type extends StreamEvent['type']> = Extract<StreamEvent, { type: Type }>

/** Makes the events of a stream that continues a text those of the stream that broke. */
export class Seam {
  /** What the client has read. */
  text = ''
  /** Nothing but text came, and the answer has not ended. */
  isPlain = true
  #isFirst = true
  /** Between the cut and the first text after it. */
  #isJoining = false
  /** The text part that was open at the cut and that nobody has taken over. */
  #orphan: number | undefined
  #open: number | undefined
  #last = -1
  #written = 0
  #indexes = new Map<number, number>()

  /** The stream broke; what comes now continues it. */
  cut(): void {
    this.#isFirst = false
    this.#isJoining = true
    this.#orphan = this.#open
    this.#written = Math.ceil(tokensOfText(this.text))
    this.#indexes = new Map()
  }

  *take(event: StreamEvent): Iterable<StreamEvent> {
    switch (event.type) {
      case 'start':
        if (this.#isFirst) yield event
        return
      case 'part-start':
        yield* this.#start(event)
        return
      case 'part-delta':
        yield* this.#delta(event)
        return
      case 'part-patch':
        this.isPlain = false
        yield* this.#moved(event)
        return
      case 'part-end':
        if (this.#indexes.get(event.index) === this.#open) this.#open = undefined
        yield* this.#moved(event)
        return
      case 'finish':
        this.isPlain = false
        yield* this.#endOrphan()
        yield event
        return
      case 'usage':
        yield this.#isFirst ? event : { ...event, usage: this.#whole(event.usage) }
        return
      case 'blocked':
        this.isPlain = false
        yield event
        return
      case 'logprobs':
      case 'opaque':
      case 'error':
        yield event
    }
  }

  *#start(event: PartEvent<'part-start'>): Iterable<StreamEvent> {
    const { index, part } = event
    if (part.type === 'text' && this.#orphan !== undefined) {
      this.#indexes.set(index, this.#orphan)
      this.#orphan = undefined
      return
    }
    // Thinking about how to go on is not part of the answer.
    if (part.type === 'reasoning' && !this.#isFirst) return
    yield* this.#endOrphan()
    const at = this.#isFirst ? index : this.#last + 1
    this.#indexes.set(index, at)
    this.#last = Math.max(this.#last, at)
    if (part.type === 'text') this.#open = at
    else this.isPlain = false
    yield { ...event, index: at }
  }

  *#delta(event: PartEvent<'part-delta'>): Iterable<StreamEvent> {
    let { text } = event
    const at = this.#indexes.get(event.index)
    if (at !== undefined && at === this.#open) {
      if (this.#isJoining && /\s$/.test(this.text)) text = text.trimStart()
      if (text === '') return
      this.#isJoining = false
      if (this.isPlain) this.text += text
      if (this.text.length > maxKeptCharacters) this.isPlain = false
    }
    yield* this.#moved({ ...event, text })
  }

  *#moved(
    event: PartEvent<'part-delta'> | PartEvent<'part-patch'> | PartEvent<'part-end'>,
  ): Iterable<StreamEvent> {
    const index = this.#indexes.get(event.index)
    if (index !== undefined) yield { ...event, index }
  }

  *#endOrphan(): Iterable<StreamEvent> {
    const index = this.#orphan
    this.#orphan = undefined
    if (index === undefined) return
    this.#open = undefined
    yield { type: 'part-end', candidate: 0, index }
  }

  /** The client's usage covers the whole answer; what the broken stream wrote can only be counted. */
  #whole({ input, output, units }: Usage): Usage {
    return {
      input,
      output: { ...output, text: output.text + this.#written },
      estimated: true,
      ...(units === undefined ? {} : { units }),
    }
  }
}
