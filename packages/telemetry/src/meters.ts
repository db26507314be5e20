import type { MetricBackend, Series } from './metric-backend.ts'
import { metricTable, type MetricKey } from './metric-table.ts'
import type { Metric } from './metric.ts'
import { isWritten, type Semconv } from './semconv.ts'

/** What bounds and selects the metrics. */
export interface MetersOptions {
  readonly backend: MetricBackend
  readonly semconv: Semconv
  /** Names of metrics that are not kept. */
  readonly exclude?: readonly string[] | undefined
  /** Also those made for model servers; default false. */
  readonly genaiServer?: boolean | undefined
  /** Series per metric before further ones are told as `_other`; default 2,000. */
  readonly maxSeries?: number | undefined
}

/** Records by key and label values. */
export interface Meters {
  record(key: MetricKey, value: number, labels?: readonly string[]): void
  /** The same, looked up once; a metric that is not kept gives one that does nothing. */
  series(key: MetricKey, labels?: readonly string[]): Series
  /** Whether a metric is kept at all, so that nobody computes for nothing. */
  keeps(key: MetricKey): boolean
  readonly seriesCount: number
}

/** What a caller made up, or was one too many. */
export const other = '_other'

const none: readonly string[] = []
const nowhere: Series = { record: () => undefined }

/** The one façade over both backends: same names, same bounds. */
export function createMeters(options: MetersOptions): Meters {
  const { backend, semconv, exclude = [], genaiServer = false, maxSeries = 2000 } = options
  const kept = new Map<MetricKey, Map<string, Series>>()
  for (const key of Object.keys(metricTable) as MetricKey[]) {
    const { name, edition } = metricTable[key]
    const isForServers = name.startsWith('gen_ai.server.')
    if (exclude.includes(name) || (isForServers && !genaiServer)) continue
    if (isWritten(edition, semconv)) kept.set(key, new Map())
  }

  function open(metric: Metric, known: Map<string, Series>, labels: readonly string[]): Series {
    if (known.size < maxSeries) {
      const series = backend.series(metric, labels)
      known.set(labels.join('\u0000'), series)
      return series
    }
    if (metric !== metricTable.dropped) meters.record('dropped', 1, ['metric', 'series_cap'])
    const folded = labels.map((label) => (label === '' ? '' : other))
    const key = folded.join('\u0000')
    const series = known.get(key) ?? backend.series(metric, folded)
    known.set(key, series)
    return series
  }

  const meters: Meters = {
    record(key, value, labels) {
      meters.series(key, labels).record(value)
    },
    series(key, labels = none) {
      const known = kept.get(key)
      if (known === undefined) return nowhere
      return known.get(labels.join('\u0000')) ?? open(metricTable[key], known, labels)
    },
    keeps: (key) => kept.has(key),
    get seriesCount() {
      let sum = 0
      for (const series of kept.values()) sum += series.size
      return sum
    },
  }
  return meters
}
