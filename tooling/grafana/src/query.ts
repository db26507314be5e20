import { metricTable, prometheusName, type MetricKey } from '@signalbox/telemetry'

/** What a Collector adds to a name for its unit; our own text adds nothing. */
const suffixOf: Readonly<Record<string, string>> = {
  s: '_seconds',
  By: '_bytes',
  USD: '_USD',
  '1': '_ratio',
}

/** A selector that finds a metric however it came into Prometheus: scraped here or through a Collector. */
export function select(
  key: MetricKey,
  labels = '',
  part: '' | 'bucket' | 'sum' | 'count' = '',
): string {
  const { name, unit, kind } = metricTable[key]
  const plain = prometheusName({ name, kind: 'gauge' })
  const suffix = suffixOf[unit]
  const middle = suffix === undefined ? '' : `(${suffix})?`
  const end = kind === 'counter' ? '_total' : part === '' ? '' : `_${part}`
  const matchers = [`__name__=~"${plain}${middle}${end}"`, ...(labels === '' ? [] : [labels])]
  return `{${matchers.join(',')}}`
}

/** What a counter gained per second. */
export function rate(key: MetricKey, by = '', labels = '', range = '$__rate_interval'): string {
  return `sum${by === '' ? '' : ` by (${by})`} (rate(${select(key, labels)}[${range}]))`
}

/** A quantile of a histogram. */
export function quantile(
  share: number,
  key: MetricKey,
  by = '',
  labels = '',
  range = '$__rate_interval',
): string {
  const parts = ['le', ...(by === '' ? [] : [by])].join(', ')
  return `histogram_quantile(${String(share)}, sum by (${parts}) (rate(${select(key, labels, 'bucket')}[${range}])))`
}
