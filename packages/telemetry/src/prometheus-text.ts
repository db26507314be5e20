import type { Metric } from './metric.ts'

/** The name in Prometheus' text: dots become underscores, counters end in `_total`, no units. */
export function prometheusName({ name, kind }: Pick<Metric, 'name' | 'kind'>): string {
  const plain = name.replaceAll('.', '_')
  return kind === 'counter' ? `${plain}_total` : plain
}

/** `a="x",b="y"` without braces; empty values are left out. */
export function labelText(names: readonly string[], values: readonly string[]): string {
  const pairs: string[] = []
  for (const [index, name] of names.entries()) {
    const value = values[index] ?? ''
    if (value !== '') pairs.push(`${name.replaceAll('.', '_')}="${escaped(value)}"`)
  }
  return pairs.join(',')
}

/** A number as Prometheus reads it. */
export function valueText(value: number): string {
  if (value === Infinity) return '+Inf'
  if (value === -Infinity) return '-Inf'
  return String(value)
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"')
}
