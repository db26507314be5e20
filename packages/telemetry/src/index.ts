export { arrayBackend } from './array-backend.ts'
export type { ArrayBackend } from './array-backend.ts'
export type { CostKind, PriceCall } from './call-cost.ts'
export type { TelemetryEvent } from './call-events.ts'
export type { ContentRecord } from './content-attributes.ts'
export type { DecisionFact } from './decision-events.ts'
export { errorTypeOf } from './error-type.ts'
export type { ErrorType } from './error-type.ts'
export { bothBackends } from './metric-backend.ts'
export type { MetricBackend, Series } from './metric-backend.ts'
export { metricTable } from './metric-table.ts'
export type { MetricKey } from './metric-table.ts'
export type { Metric } from './metric.ts'
export { otelBackend } from './otel-backend.ts'
export { prometheusName } from './prometheus-text.ts'
export type {
  AttemptReason,
  AttemptRecord,
  GuardRecord,
  RequestRecord,
  StepName,
  StepRecord,
  TokenCounts,
} from './request-record.ts'
export { timed } from './request-steps.ts'
export { semconvOf } from './semconv.ts'
export type { Semconv } from './semconv.ts'
export type { ProviderInfo } from './target-facts.ts'
export { createTelemetry, telemetry } from './telemetry.ts'
export type { Telemetry } from './telemetry.ts'
export type { MetricsOptions, TelemetryOptions, TracesOptions } from './telemetry-options.ts'
