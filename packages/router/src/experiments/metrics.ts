/** Metrics that count bad events; all others are means. */
export const guardMetrics: ReadonlySet<string> = new Set([
  'error',
  'rate_limited',
  'schema_invalid',
  'fallback',
  'timeout',
  'ttft_p95',
])

const measured: ReadonlySet<string> = new Set(['cost', 'latency'])

/** Where the mean of a metric starts: grades lie between 0 and 1, other figures anywhere. */
export function startOf(metric: string): number | undefined {
  return measured.has(metric) ? undefined : 0.5
}

/** Whether a metric comes from outside, after the answer. */
export function isGrade(metric: string): boolean {
  return metric === 'schema_invalid' || !(guardMetrics.has(metric) || measured.has(metric))
}
