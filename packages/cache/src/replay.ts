import {
  eventStream,
  explode,
  type Completion,
  type Context,
  type EventStream,
  type StreamEvent,
} from '@signalbox/core'

/** How fast a stored answer is told to a client that streams; absent: at once. */
export interface Pace {
  readonly charactersPerSecond: number
}

const stepMs = 40

/** A stored answer as a stream. */
export function replay(
  completion: Completion,
  context: Pick<Context, 'clock' | 'signal'>,
  pace: Pace | undefined,
): EventStream {
  if (pace === undefined) return eventStream(explode(completion))
  return eventStream(paced(completion, context, pace))
}

async function* paced(
  completion: Completion,
  { clock, signal }: Pick<Context, 'clock' | 'signal'>,
  { charactersPerSecond }: Pace,
): AsyncIterable<StreamEvent> {
  const size = Math.max(1, Math.round((charactersPerSecond * stepMs) / 1000))
  for (const event of explode(completion)) {
    if (event.type !== 'part-delta') {
      yield event
      continue
    }
    for (const text of pieces(event.text, size)) {
      yield { ...event, text }
      await clock.sleep(stepMs, signal)
    }
  }
}

/** By code points, so that no character is cut in two. */
function pieces(text: string, size: number): readonly string[] {
  const points = Array.from(text)
  const count = Math.ceil(points.length / size)
  return Array.from({ length: count }, (_, i) => points.slice(i * size, (i + 1) * size).join(''))
}
