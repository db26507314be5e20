import { TraceFlags } from '@opentelemetry/api'
import type { SpanProcessor } from '@opentelemetry/sdk-trace'

import type { OtlpSettings } from './otlp-settings.ts'
import { spanLoss, type SpanLoss } from './span-loss.ts'
import { exportWatch, watchedExporter } from './watched-exporter.ts'

/** A started SDK. */
export interface Otlp {
  shutdown(): Promise<void>
  /** How many spans a full queue let go since this was asked last. */
  readonly lostSpans: () => number
}

/** Spans that may wait to be sent; the oldest go when there are more. */
const maxQueueSize = 8192

/** Loads the SDK and registers it as the API's; half a second and 65 MB, so only where it is wanted. */
export async function startOtlp(
  settings: OtlpSettings,
  version: string,
  told: Parameters<typeof exportWatch>[0],
): Promise<Otlp> {
  const { endpoint, headers, sampleRatio } = settings
  const [node, trace, metrics, logs, spansOut, metricsOut, logsOut] = await Promise.all([
    import('@opentelemetry/sdk-node'),
    import('@opentelemetry/sdk-trace'),
    import('@opentelemetry/sdk-metrics'),
    import('@opentelemetry/sdk-logs'),
    import('@opentelemetry/exporter-trace-otlp-proto'),
    import('@opentelemetry/exporter-metrics-otlp-proto'),
    import('@opentelemetry/exporter-logs-otlp-proto'),
  ])
  const heard = exportWatch(told)
  const loss = spanLoss(maxQueueSize)
  const counted = (result: Parameters<typeof heard>[0], batch: readonly unknown[]) => {
    heard(result, batch.length)
  }
  const spanExporter = watchedExporter(
    new spansOut.OTLPTraceExporter({ url: `${endpoint}/v1/traces`, headers }),
    { taken: (batch) => loss.taken(batch.length), ended: counted },
  )
  const logExporter = watchedExporter(
    new logsOut.OTLPLogExporter({ url: `${endpoint}/v1/logs`, headers }),
    { ended: counted },
  )
  const metricExporter = watchedExporter(
    new metricsOut.OTLPMetricExporter({ url: `${endpoint}/v1/metrics`, headers }),
    {
      ended: (result) => {
        heard(result, 1)
      },
    },
  )
  const spans = new trace.BatchSpanProcessor({
    exporter: spanExporter,
    maxQueueSize,
    scheduledDelayMillis: 1000,
  })
  const reader = new metrics.PeriodicExportingMetricReader({
    exporter: metricExporter,
    exportIntervalMillis: settings.metricsEveryMs,
    exportTimeoutMillis: Math.min(10_000, settings.metricsEveryMs),
  })
  const lines = new logs.BatchLogRecordProcessor({
    exporter: logExporter,
    maxQueueSize,
    scheduledDelayMillis: 1000,
  })
  const sdk = node.startNodeSdk({
    // What fails is counted and told once per change; the SDK would say it again and again.
    logLevel: 'none',
    resourceAttributes: { 'service.name': 'signalbox', 'service.version': version },
    sampler: new trace.ParentBasedSampler({
      root: new trace.TraceIdRatioBasedSampler(sampleRatio),
    }),
    spanProcessors: settings.traces ? [spans, lossWatch(loss)] : [],
    metricReaders: settings.metrics ? [reader] : [],
    // Left out, each of these would be taken from the environment, and sent to localhost.
    logRecordProcessors: settings.logs ? [lines] : [],
    propagators: [],
    instrumentations: [],
  })
  return { shutdown: () => sdk.shutdown(), lostSpans: () => loss.more() }
}

/** Hears of every span that a queue is given. */
export function lossWatch(loss: Pick<SpanLoss, 'ended'>): SpanProcessor {
  const nothing = () => Promise.resolve()
  return {
    onStart: () => undefined,
    onEnd(span) {
      if ((span.spanContext().traceFlags & TraceFlags.SAMPLED) !== 0) loss.ended()
    },
    forceFlush: nothing,
    shutdown: nothing,
  }
}
