import { attempt, GatewayError, type Context, type Next, type StreamEvent } from '@signalbox/core'

import type { FanOut, FanOutReader } from './fan-out.ts'
import { createTold, type Told } from './told.ts'
import { markUncharged } from './uncharged.ts'

/** One member of a shared stream. */
export interface SharedReading {
  readonly context: Context
  /** Makes a call of its own, should the member fall too far behind. */
  readonly again: Next
  readonly onFinished: () => void
  readonly onLeft: () => void
}

/** A member's own events; its place is taken at once, not when it starts to read. */
export function readShared(from: FanOut, reading: SharedReading): AsyncIterable<StreamEvent> {
  const reader = from.reader(reading.onLeft)
  const { signal } = reading.context
  if (signal.aborted) reader.leave()
  else signal.addEventListener('abort', reader.leave, { once: true })
  return read(reader, reading)
}

async function* read(reader: FanOutReader, reading: SharedReading): AsyncGenerator<StreamEvent> {
  const { context, again, onFinished, onLeft } = reading
  const { signal } = context
  const told = createTold()
  try {
    for (;;) {
      const event = await reader.next()
      if (signal.aborted) {
        yield { type: 'error', error: GatewayError.from(signal.reason) }
        return
      }
      if (event === undefined) {
        onFinished()
        return
      }
      if (event === 'detached') {
        yield* goOn(context, again, told)
        return
      }
      told.note(event)
      yield event
    }
  } finally {
    signal.removeEventListener('abort', reader.leave)
    reader.leave()
    onLeft()
  }
}

/** The rest of the answer from a fresh call, as far as it tells the same. */
async function* goOn(context: Context, again: Next, told: Told): AsyncGenerator<StreamEvent> {
  markUncharged(context, undefined)
  try {
    const fork = await attempt(context, {}, again)
    if (fork.response?.type !== 'stream') throw new TypeError('The reply is not a stream.')
    for await (const event of fork.response.events.through(told.rest())) {
      yield event
      if (event.type === 'error') return
    }
  } catch (error) {
    yield { type: 'error', error: GatewayError.from(error) }
  }
}
