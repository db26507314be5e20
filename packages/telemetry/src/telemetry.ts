import { trace } from '@opentelemetry/api'
import {
  systemClock,
  type CallFact,
  type Context,
  type HeaderList,
  type Outcome,
  type Refusal,
  type Stage,
} from '@signalbox/core'

import { buildRecord } from './build-record.ts'
import { callEvents } from './call-events.ts'
import { contentRecord } from './content-attributes.ts'
import { createLabelNames } from './label-names.ts'
import { createMeters } from './meters.ts'
import { metricTable, type MetricKey } from './metric-table.ts'
import { otelBackend } from './otel-backend.ts'
import { createRecorder, recordRequest } from './record-metrics.ts'
import { refusalRecord } from './refusal-record.ts'
import { RequestTrace, type TraceOptions } from './request-trace.ts'
import { contentStage } from './seen-content.ts'
import { semconvOf } from './semconv.ts'
import { createTargetFacts } from './target-facts.ts'
import type { TelemetryOptions } from './telemetry-options.ts'

/** What a gateway measures. Every member works unbound. */
export interface Telemetry {
  /** Outermost in a pipeline. */
  readonly stage: Stage
  /** Inside rules on content; undefined where no prompt or answer is to be looked at. */
  readonly content: Stage | undefined
  /** For `exchange({ refused })`. */
  readonly refused: (refusal: Refusal) => void
  /** For `upstream({ headers })`: trace context, only for providers that are marked for it. */
  readonly headers: (context: Context, fact: CallFact) => HeaderList
  /** Counts what no request tells: circuits, reloads, budgets. */
  readonly record: (key: MetricKey, value: number, labels?: readonly string[]) => void
  /** Called before metrics are read: the place to set gauges. */
  readonly onCollect: (refresh: () => void) => void
  /** The ids that log lines of a request carry. */
  readonly traceOf: (
    context: Context,
  ) => { readonly traceId: string; readonly spanId: string } | undefined
}

declare module '@signalbox/core' {
  interface Variables {
    'x-request-trace'?: RequestTrace | undefined
  }
}

/**
 * The stage alone, for a pipeline of one's own.
 *
 * @example
 * pipeline(telemetry({ content: 'off' }), upstream(out))
 */
export function telemetry(options: TelemetryOptions = {}): Stage {
  const { stage, content } = createTelemetry(options)
  if (content === undefined) return stage
  return {
    name: stage.name,
    enter(context) {
      void stage.enter?.(context)
      return content.enter?.(context)
    },
    leave(context) {
      content.leave?.(context)
      stage.leave?.(context)
    },
  }
}

/** Spans, metrics and records of requests; throws on an unknown `semconv`. */
export function createTelemetry(options: TelemetryOptions = {}): Telemetry {
  const { enabled = true, metrics = {}, provider, sink, events, clock = systemClock } = options
  const { keepContent = false } = options
  const isContentTold = options.content === 'on'
  const semconv = semconvOf(options.semconv)
  const backend = metrics.backend ?? otelBackend(metrics.meter)
  const meters = createMeters({ ...metrics, backend, semconv })
  const { modelCap, tenantCap, tenantLabel = false } = metrics
  const labels = createLabelNames({ ...options, modelCap, tenantCap })
  const facts = createTargetFacts(provider)
  const tracing = traceOptions(options, semconv, facts)
  const measured = { meters, labels, facts, tenantLabel }
  const recordMetrics = createRecorder(measured)
  backend.onCollect(() => {
    if (enabled) meters.record('boundedEntries', meters.seriesCount, ['metric_series'])
  })

  function end(context: Context, outcome: Outcome): void {
    const spans = context.vars['x-request-trace']
    if (spans?.streamOf !== undefined) meters.record('streamsActive', -1, [spans.streamOf])
    const seen = spans?.content
    const content = seen && contentRecord(seen, outcome.status === 'ok', options.redact)
    const built = buildRecord(context, outcome, {
      price: options.price,
      trace: spans?.ids,
      steps: spans?.steps,
      content: keepContent ? content : undefined,
    })
    const { record } = built
    recordMetrics(built, context)
    if (isRoomRefusal(context, outcome))
      meters.record('rateLimitDecisions', 1, ['provider', 'refused'])
    const told = isContentTold ? content : undefined
    spans?.finish(context, record, events === undefined ? told : undefined)
    if (events !== undefined) {
      const { original: request } = context
      const { calls = [] } = context.facts
      const ended = { request, calls, record, trace: spans?.ids, content: told }
      for (const event of callEvents(ended, facts)) events(event)
    }
    sink?.(record)
  }

  const stage: Stage = {
    name: 'telemetry',
    enter(context) {
      if (!enabled) return
      context.vars['x-request-trace'] = new RequestTrace(tracing, context)
      context.defer((outcome) => {
        end(context, outcome)
      })
    },
    leave({ response, target, facts: { calls }, vars }) {
      const spans = vars['x-request-trace']
      if (spans === undefined || response?.type !== 'stream') return
      spans.streamOf = (calls?.at(-1)?.target ?? target)?.provider ?? ''
      meters.record('streamsActive', 1, [spans.streamOf])
    },
  }

  return {
    stage,
    content: enabled && (isContentTold || keepContent) ? contentStage() : undefined,
    refused(refusal) {
      if (!enabled) return
      const record = refusalRecord(refusal, clock)
      recordRequest(record, measured)
      sink?.(record)
    },
    headers(context, fact) {
      if (provider?.(fact.target.provider)?.propagateTrace !== true) return none
      return context.vars['x-request-trace']?.propagate(context, fact) ?? none
    },
    record(key, value, given) {
      if (!enabled) return
      // Whose only label is a tenant, its names are as many as there are tenants.
      const isTenants = metricTable[key].tenant === 'only'
      meters.record(key, value, isTenants ? given?.map((name) => labels.tenant(name)) : given)
    },
    onCollect: (refresh) => {
      backend.onCollect(refresh)
    },
    traceOf: (context) => context.vars['x-request-trace']?.ids,
  }
}

const none: HeaderList = []

function traceOptions(
  { traces = {}, hashUser, plainUsers = false }: TelemetryOptions,
  semconv: TraceOptions['semconv'],
  facts: TraceOptions['facts'],
): TraceOptions {
  return {
    tracer: traces.tracer ?? (() => trace.getTracer('@signalbox/telemetry')),
    semconv,
    genai: traces.genai ?? 'attempts',
    decision: traces.decision ?? (() => undefined),
    facts,
    userId: (user) => (plainUsers ? user : hashUser?.(user)),
  }
}

/** A provider's own limit had no room, and nothing was sent. */
function isRoomRefusal({ facts }: Context, { error }: Outcome): boolean {
  return error?.details.verdict === 'rate_limited' && (facts.calls ?? []).length === 0
}
