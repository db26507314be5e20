import type { EventStream, GatewayError, StreamEvent } from '@signalbox/core'

import { Seam } from './seam.ts'
import { verdictOf } from './verdict-table.ts'

/** What happens to a stream that breaks after its first content. */
export type MidStreamPolicy = 'fail' | 'continue'

/** Gets the stream that goes on after a text; rejects when nobody can. */
export type Resume = (text: string, error: GatewayError) => Promise<EventStream>

/**
 * One stream out of several: when it breaks in plain text, the next one continues that text. It ends
 * as its last part ended; what nobody can continue fails as it would have.
 */
export async function* continued(
  first: EventStream,
  resume: Resume,
): AsyncGenerator<StreamEvent, void, undefined> {
  const seam = new Seam()
  let stream = first
  for (;;) {
    let broken: GatewayError | undefined
    for await (const event of stream) {
      if (event.type === 'error') {
        broken = event.error
        break
      }
      yield* seam.take(event)
    }
    if (broken === undefined) return
    const next = await follow(seam, broken, resume)
    if (next === undefined) {
      yield { type: 'error', error: broken }
      return
    }
    seam.cut()
    stream = next
  }
}

async function follow(
  { isPlain, text }: Seam,
  error: GatewayError,
  resume: Resume,
): Promise<EventStream | undefined> {
  if (!isPlain || text === '' || verdictOf(error) === undefined) return undefined
  try {
    return await resume(text, error)
  } catch {
    // The client learns why its stream broke, not that the rescue failed too.
    return undefined
  }
}
