import { GatewayError, type EventStage, type StreamEvent } from '@signalbox/core'

/** Remembers what a reader has heard of a stream, so that a second call can go on from there. */
export interface Told {
  note(event: StreamEvent): void
  /** Lets only the news of a second telling pass; one that differs ends as an error. */
  rest(): EventStage
}

interface Text {
  readonly length: number
  readonly hash: number
}

const nothing: Text = { length: 0, hash: 0x811c9dc5 }

/** Starts with nothing heard; keeps counts and hashes, never text. */
export function createTold(): Told {
  const texts = new Map<string, Text>()
  const counts = new Map<string, number>()

  return {
    note(event) {
      const place = placeOf(event)
      const key = event.type + place
      if (event.type === 'part-delta') texts.set(place, read(texts.get(place), event.text))
      else counts.set(key, (counts.get(key) ?? 0) + 1)
    },

    rest() {
      const wanted = new Map(texts)
      const heard = new Map<string, Text>()
      const left = new Map(counts)
      let failed = false
      const fail = (emit: (event: StreamEvent) => void) => {
        failed = true
        emit({ type: 'error', error: differs() })
      }
      const isBehind = (within: string) =>
        [...wanted].some(
          ([key, { length }]) => key.startsWith(within) && lengthOf(heard, key) < length,
        )

      function onDelta(
        event: Extract<StreamEvent, { type: 'part-delta' }>,
        emit: (event: StreamEvent) => void,
      ): void {
        const key = placeOf(event)
        const want = wanted.get(key) ?? nothing
        const missing = want.length - lengthOf(heard, key)
        if (missing === 0) {
          emit(event)
          return
        }
        const now = read(heard.get(key), event.text.slice(0, missing))
        heard.set(key, now)
        const text = event.text.slice(missing)
        if (now.length === want.length && now.hash !== want.hash) fail(emit)
        else if (text !== '') emit({ ...event, text })
      }

      return {
        event(event, emit) {
          // Usage passes always: it is what the second call costs.
          if (event.type === 'usage') emit(event)
          else if (failed) return
          else if (event.type === 'error') emit(event)
          else if (event.type === 'part-delta') onDelta(event, emit)
          else if (event.type === 'part-end' && isBehind(placeOf(event))) fail(emit)
          else if (event.type === 'finish' && isBehind(placeOf(event))) fail(emit)
          else {
            const key = event.type + placeOf(event)
            const known = left.get(key) ?? 0
            if (known > 0) left.set(key, known - 1)
            else emit(event)
          }
        },
        end(emit) {
          if (!failed && isBehind('')) fail(emit)
        },
      }
    },
  }
}

function lengthOf(texts: ReadonlyMap<string, Text>, key: string): number {
  return texts.get(key)?.length ?? 0
}

/** Candidate and part, each closed by a colon: a candidate's place begins those of its parts. */
function placeOf(event: StreamEvent): string {
  const candidate = 'candidate' in event ? `${String(event.candidate)}:` : ''
  return 'index' in event ? `${candidate}${String(event.index)}:` : candidate
}

/** FNV-1a over UTF-16 units: the same text in other pieces has the same hash. */
function read({ length, hash }: Text = nothing, text: string): Text {
  let next = hash
  for (let i = 0; i < text.length; i++) next = Math.imul(next ^ text.charCodeAt(i), 0x01000193)
  return { length: length + text.length, hash: next }
}

function differs(): GatewayError {
  return new GatewayError(
    'upstream_error',
    'The stream had to be continued by a second call, which answered differently; retry it.',
    { origin: 'gateway', verdict: 'truncated', ran: 'yes', scope: 'request' },
  )
}
