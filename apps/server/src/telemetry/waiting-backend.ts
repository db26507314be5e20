import type { MetricBackend, Series } from '@signalbox/telemetry'

/** A backend whose instruments are made when the SDK is there: earlier ones would never report. */
export function waitingBackend(isReady: () => boolean, backend: MetricBackend): MetricBackend {
  return {
    series(metric, labels) {
      let series: Series | undefined
      return {
        record(value) {
          if (!isReady()) return
          series ??= backend.series(metric, labels)
          series.record(value)
        },
      }
    },
    onCollect: (refresh) => {
      backend.onCollect(refresh)
    },
  }
}
