import { SpanStatusCode, type Attributes, type Span } from '@opentelemetry/api'

import { addDecision, type DecisionFact } from './decision-events.ts'
import type { GuardRecord, RequestRecord, StepName, StepRecord } from './request-record.ts'
import { isWritten, type Semconv } from './semconv.ts'
import { attribute, spanName } from './span-names.ts'

/** Begins a span inside the request's; times are Unix ms. */
export type BeginSpan = (name: string, startTime: number, attributes: Attributes) => Span

/** Where spans of steps are written, and in which edition. */
export interface StepSpans {
  readonly begin: BeginSpan
  readonly server: Span
  readonly semconv: Semconv
}

/** Shorter steps are attributes of their parent. */
const foldBelowUs = 1000

/** Spans of a request that was sent to one provider: beside them one of the request and one of the call. */
const mostSpans = 6

/** Spans of what a request passed before its calls, where that failed or took long. */
export function writeSteps(
  record: RequestRecord,
  decision: DecisionFact | undefined,
  { begin, server, semconv }: StepSpans,
): void {
  const { steps, guards, startMs } = record
  const shown = steps.filter(isShown)
  for (const step of shown) {
    if (step.name === 'guardrail') continue
    const at = startMs + step.startMs
    const span = begin(nameOf[step.name], at, stepAttributes(step.name, record))
    if (step.name === 'route' && decision !== undefined) addDecision(span, decision)
    if (step.failed === true) span.setStatus({ code: SpanStatusCode.ERROR })
    span.end(at + step.us / 1000)
  }
  if (decision !== undefined && !shown.some(({ name }) => name === 'route'))
    addDecision(server, decision)
  const room = mostSpans - shown.filter(({ name }) => name !== 'guardrail').length
  for (const guard of mostTelling(guards, room)) writeGuard(guard, record, { begin, semconv })
}

const nameOf: Readonly<Record<StepName, string>> = {
  auth: spanName.auth,
  guardrail: spanName.guard,
  cache: spanName.cache,
  route: spanName.route,
}

function stepAttributes(name: StepName, record: RequestRecord): Attributes {
  switch (name) {
    case 'cache':
      return {
        [attribute.cache]: record.cache?.result,
        [attribute.cacheKind]: record.cache?.kind,
      }
    case 'route':
      return {
        [attribute.route]: record.route,
        [attribute.strategy]: record.strategy,
        [attribute.decision]: record.decisionId,
        [attribute.experiment]: record.experiment,
        [attribute.variant]: record.variant,
      }
    case 'auth':
      return { [attribute.tenant]: record.tenant, [attribute.key]: record.keyId }
    case 'guardrail':
      return {}
  }
}

/** Rules on the prompt ran when the step began, all over the same text; those on the answer at the end. */
function writeGuard(
  guard: GuardRecord,
  record: RequestRecord,
  { begin, semconv }: Pick<StepSpans, 'begin' | 'semconv'>,
): void {
  const { name, stage, action, us } = guard
  const { steps, startMs, totalMs } = record
  const step = steps.find((each) => each.name === 'guardrail')
  const ms = us / 1000
  const at = stage === 'input' ? startMs + (step?.startMs ?? 0) : startMs + totalMs - ms
  // The edition in the making has a name for this, and no words for what a rule did.
  const isLatest = isWritten('latest', semconv)
  const kind = semconv === 'latest' ? spanName.guardLatest : spanName.guard
  const span = begin(`${kind} ${name}`, at, {
    [attribute.operation]: isLatest ? spanName.guardLatest : undefined,
    [attribute.guardComponent]: isLatest ? name : undefined,
    [attribute.guardName]: name,
    [attribute.guardStage]: stage,
    [attribute.guardAction]: action,
  })
  span.end(at + ms)
}

/** Those that blocked, then those that took longest. */
function mostTelling(guards: readonly GuardRecord[], room: number): readonly GuardRecord[] {
  const shown = guards.filter(({ us, action }) => us >= foldBelowUs || action === 'block')
  if (shown.length <= room) return shown
  const weight = ({ us, action }: GuardRecord) => (action === 'block' ? Infinity : us)
  const kept = new Set(shown.toSorted((a, b) => weight(b) - weight(a)).slice(0, room))
  return shown.filter((guard) => kept.has(guard))
}

function isShown({ us, failed }: StepRecord): boolean {
  return us >= foldBelowUs || failed === true
}
