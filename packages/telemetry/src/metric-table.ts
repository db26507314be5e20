import { gatewayMetrics, type GatewayMetricKey } from './gateway-metrics.ts'
import { genaiMetrics, type GenaiMetricKey } from './genai-metrics.ts'
import type { Metric } from './metric.ts'

/** The handle by which code names a metric; nothing else spells one. */
export type MetricKey = GenaiMetricKey | GatewayMetricKey

/** Every metric of the gateway. */
export const metricTable: Readonly<Record<MetricKey, Metric>> = {
  ...genaiMetrics,
  ...gatewayMetrics,
}
