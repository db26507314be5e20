import { bucketOf } from './buckets.ts'
import type { MetricBackend, Series } from './metric-backend.ts'
import type { Metric } from './metric.ts'
import { labelText, prometheusName, valueText } from './prometheus-text.ts'

/** Numbers in typed arrays, rendered as Prometheus text when somebody asks. */
export interface ArrayBackend extends MetricBackend {
  render(): string
}

/** A backend without any SDK. */
export function arrayBackend(): ArrayBackend {
  const families = new Map<string, { readonly metric: Metric; readonly rows: Row[] }>()
  const refreshers: (() => void)[] = []
  return {
    series(metric, labels) {
      const row = rowOf(metric, labelText(metric.labels, labels))
      const family = families.get(metric.name) ?? { metric, rows: [] }
      families.set(metric.name, family)
      family.rows.push(row)
      return row
    },
    onCollect(refresh) {
      refreshers.push(refresh)
    },
    render() {
      for (const refresh of refreshers) refresh()
      return [...families.values()].map(renderFamily).join('')
    },
  }
}

interface Row extends Series {
  render(name: string): string
}

function rowOf(metric: Metric, labels: string): Row {
  switch (metric.kind) {
    case 'histogram':
      return histogram(metric.buckets ?? [], labels)
    case 'gauge':
      return single(labels, (_, next) => next)
    case 'counter':
    case 'up-down':
      return single(labels, (before, next) => before + next)
  }
}

function single(labels: string, fold: (before: number, next: number) => number): Row {
  const cell = new Float64Array(1)
  const braced = labels === '' ? '' : `{${labels}}`
  return {
    record(value) {
      cell[0] = fold(cell[0] ?? 0, value)
    },
    render: (name) => `${name}${braced} ${valueText(cell[0] ?? 0)}\n`,
  }
}

function histogram(bounds: readonly number[], labels: string): Row {
  const counts = new Float64Array(bounds.length + 1)
  const sum = new Float64Array(1)
  const before = labels === '' ? '' : `${labels},`
  const braced = labels === '' ? '' : `{${labels}}`
  const edges = [...bounds.map((bound) => valueText(bound)), '+Inf']
  return {
    record(value) {
      const index = bucketOf(bounds, value)
      counts[index] = (counts[index] ?? 0) + 1
      sum[0] = (sum[0] ?? 0) + value
    },
    render(name) {
      let total = 0
      let text = ''
      for (const [index, edge] of edges.entries()) {
        total += counts[index] ?? 0
        text += `${name}_bucket{${before}le="${edge}"} ${String(total)}\n`
      }
      return `${text}${name}_sum${braced} ${valueText(sum[0] ?? 0)}\n${name}_count${braced} ${String(total)}\n`
    },
  }
}

const typeOf = { counter: 'counter', histogram: 'histogram', gauge: 'gauge', 'up-down': 'gauge' }

function renderFamily({ metric, rows }: { metric: Metric; rows: readonly Row[] }): string {
  const name = prometheusName(metric)
  const head = `# HELP ${name} ${metric.help}\n# TYPE ${name} ${typeOf[metric.kind]}\n`
  return head + rows.map((row) => row.render(name)).join('')
}
