import type { CallFact } from './context.ts'
import type { EventStream } from './event-stream.ts'
import { header, type HeaderList } from './http.ts'
import type { Completion, Result } from './response.ts'
import type { StartEvent } from './upstream-stream.ts'

const requestIdNames = ['x-request-id', 'request-id', 'x-amzn-requestid', 'x-goog-request-id']

/** The provider's own id of a request, under whatever name it has. */
export function requestIdIn(headers: HeaderList): string | undefined {
  for (const name of requestIdNames) {
    const id = header(headers, name)
    if (id !== undefined) return id.slice(0, 128)
  }
  return undefined
}

/** Notes a whole answer. */
export function answered(fact: CallFact, answer: Completion | Result): void {
  fact.usage = answer.usage
  fact.responseModel = answer.model
  fact.firstContentMs = fact.endedMs
  if (!('candidates' in answer)) return
  fact.responseId = answer.id
  fact.finish = answer.candidates[0]?.finish
}

/** Notes that a stream has begun, and later how it ended. */
export function committed(
  fact: CallFact,
  events: EventStream,
  { start, now }: { readonly start: StartEvent | undefined; readonly now: number },
): void {
  fact.firstContentMs = now
  fact.responseId = start?.id
  fact.responseModel = start?.model
  void noteEnd(fact, events)
}

async function noteEnd(fact: CallFact, events: EventStream): Promise<void> {
  const seen = await events.ended
  fact.usage = seen.usage
  fact.finish = seen.finish
  fact.error = seen.error
  fact.responseId ??= seen.id
}
