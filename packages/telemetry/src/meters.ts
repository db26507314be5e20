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
  /** Some metrics are told by tenant too; default false. */
  readonly tenantLabel?: boolean | undefined
  /** Series per metric before further ones are told as `_other`; default 2,000, by tenant ten times that. */
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
  const { backend, semconv, exclude = [], genaiServer = false, tenantLabel = false } = options
  const { maxSeries = tenantLabel ? 20_000 : 2000 } = options
  const kept = new Map<MetricKey, Kept>()
  for (const key of Object.keys(metricTable) as MetricKey[]) {
    const { name, edition, tenant } = metricTable[key]
    const isForServers = name.startsWith('gen_ai.server.')
    if (exclude.includes(name) || (isForServers && !genaiServer)) continue
    if (tenant === 'only' && !tenantLabel) continue
    if (isWritten(edition, semconv))
      kept.set(key, { metric: labelled(metricTable[key], tenantLabel), known: new Map() })
  }

  function open({ metric, known }: Kept, labels: readonly string[]): Series {
    if (known.size < maxSeries) {
      const series = backend.series(metric, labels)
      known.set(labels.join('\u0000'), series)
      return series
    }
    if (metric.name !== metricTable.dropped.name)
      meters.record('dropped', 1, ['metric', 'series_cap'])
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
      const found = kept.get(key)
      if (found === undefined) return nowhere
      return found.known.get(labels.join('\u0000')) ?? open(found, labels)
    },
    keeps: (key) => kept.has(key),
    get seriesCount() {
      let sum = 0
      for (const { known } of kept.values()) sum += known.size
      return sum
    },
  }
  return meters
}

interface Kept {
  readonly metric: Metric
  readonly known: Map<string, Series>
}

function labelled(metric: Metric, tenantLabel: boolean): Metric {
  if (!tenantLabel || metric.tenant !== 'also') return metric
  return { ...metric, labels: [...metric.labels, 'tenant'] }
}
