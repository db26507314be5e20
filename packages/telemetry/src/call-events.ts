import type { Attributes } from '@opentelemetry/api'
import type { CallFact, GatewayRequest } from '@signalbox/core'

import { startAttributes } from './call-attributes.ts'
import { contentAttributes, type ContentRecord } from './content-attributes.ts'
import type { AttemptRecord, RequestRecord } from './request-record.ts'
import type { TraceIds } from './request-trace.ts'
import { attribute, eventName } from './span-names.ts'
import type { TargetFacts } from './target-facts.ts'

/** Something that happened, for a log of its own: the conventions no longer write it into spans. */
export interface TelemetryEvent {
  readonly name: string
  readonly severity: 'info' | 'warn'
  /** Unix ms. */
  readonly at: number
  readonly trace: TraceIds | undefined
  readonly attributes: Attributes
}

/** A request that has ended, as events tell it. */
export interface ToldCalls {
  readonly request: GatewayRequest
  readonly calls: readonly CallFact[]
  readonly record: RequestRecord
  readonly trace: TraceIds | undefined
  /** Absent where content is in no event. */
  readonly content: ContentRecord | undefined
}

/** One event for each failed call, and one with the content where that is wanted. */
export function callEvents(
  { request, calls, record, trace, content }: ToldCalls,
  facts: (target: CallFact['target']) => TargetFacts,
): readonly TelemetryEvent[] {
  return calls.flatMap((call, index): readonly TelemetryEvent[] => {
    const attempt = record.attempts[index]
    if (attempt === undefined) return []
    const at = record.startMs + attempt.startMs + attempt.totalMs
    const about = startAttributes(request, call.target, facts(call.target))
    const events: TelemetryEvent[] = []
    if (attempt.outcome === 'error') {
      const attributes = { ...about, ...failureAttributes(attempt) }
      events.push({ name: eventName.exception, severity: 'warn', at, trace, attributes })
    }
    if (content !== undefined && index === calls.length - 1) {
      const attributes = { ...about, ...contentAttributes(content, true) }
      events.push({ name: eventName.details, severity: 'info', at, trace, attributes })
    }
    return events
  })
}

/** Never a message: providers repeat prompts and keys in theirs. */
function failureAttributes({ n, verdict, errorType = '_OTHER' }: AttemptRecord): Attributes {
  return {
    [attribute.exceptionType]: verdict ?? errorType,
    [attribute.errorType]: errorType,
    [attribute.attempt]: n,
  }
}
