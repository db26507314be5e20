import { eventStream, type EventStream, type StreamEvent } from '@signalbox/core'

import { GateTexts, type GateWindow } from './gate-texts.ts'
import type { Blocked } from './text-filter.ts'

/** How a stream is kept back until somebody has read it. */
export interface Gate {
  /** Why a text must not pass; undefined: it may. */
  readonly ask: (window: GateWindow) => Promise<Blocked | undefined>
  readonly onBlock: (blocked: Blocked) => void
  /** Characters that are asked about at once; infinite: the whole answer. */
  readonly windowChars: number
  /** Characters before them that are read again. */
  readonly overlap: number
  /** A text that waits for more is asked about after so long. */
  readonly maxHoldMs: number
}

/** The events of a stream, each once the text up to it was let through. */
export function gatedEvents(events: EventStream, gate: Gate): EventStream {
  return eventStream(inWindows(events, gate))
}

async function* inWindows(events: EventStream, gate: Gate): AsyncGenerator<StreamEvent> {
  const texts = new GateTexts(gate.overlap)
  const reader = events[Symbol.asyncIterator]()
  const patience = new Patience(gate.maxHoldMs)
  let held: StreamEvent[] = []
  let next = reader.next()
  try {
    for (;;) {
      const step = await patience.until(next)
      if (step !== undefined && step.done !== true) {
        const event = step.value
        next = reader.next()
        texts.read(event)
        held.push(event)
        if (texts.isWaiting) {
          patience.begin()
          if (texts.longest < gate.windowChars && event.type !== 'error') continue
        }
      }
      patience.end()
      const refusal = await refusalOf(texts.windows(), gate)
      if (refusal !== undefined) {
        gate.onBlock(refusal)
        yield* texts.endings()
        return
      }
      texts.pass()
      for (const event of held) {
        texts.left(event)
        yield event
      }
      held = []
      if (step?.done === true) return
    }
  } finally {
    patience.end()
    next.catch(() => undefined)
    reader.return?.().catch(() => undefined)
  }
}

async function refusalOf(
  windows: readonly GateWindow[],
  { ask }: Gate,
): Promise<Blocked | undefined> {
  const answers = await Promise.all(windows.map((window) => ask(window)))
  return answers.find((refusal) => refusal !== undefined)
}

/** Waits for what comes, but not for ever while something is kept back. */
class Patience {
  readonly #ms: number
  #late: Promise<undefined> | undefined
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(ms: number) {
    this.#ms = ms
  }

  begin(): void {
    if (this.#late !== undefined || !Number.isFinite(this.#ms)) return
    this.#late = new Promise((resolve) => {
      this.#timer = setTimeout(resolve, this.#ms, undefined)
    })
  }

  end(): void {
    clearTimeout(this.#timer)
    this.#late = undefined
  }

  /** Undefined: it is late. */
  async until<Value>(coming: Promise<Value>): Promise<Value | undefined> {
    return this.#late === undefined ? await coming : await Promise.race([coming, this.#late])
  }
}
