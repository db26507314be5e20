import type { Metric } from './metric.ts'

/** One time series: adds to a counter, records in a histogram, sets a gauge. */
export interface Series {
  record(value: number): void
}

/** Where measurements go. */
export interface MetricBackend {
  /** Asked once per series; labels are in the order of the metric's. */
  series(metric: Metric, labels: readonly string[]): Series
  /** Called before values are read, to bring gauges up to date. */
  onCollect(refresh: () => void): void
}

/** Every measurement in two places. */
export function bothBackends(one: MetricBackend, other: MetricBackend): MetricBackend {
  return {
    series(metric, labels) {
      const first = one.series(metric, labels)
      const second = other.series(metric, labels)
      return {
        record(value) {
          first.record(value)
          second.record(value)
        },
      }
    },
    onCollect(refresh) {
      one.onCollect(refresh)
      other.onCollect(refresh)
    },
  }
}
