import type { RouteRow } from './route-row.ts'

const common = { method: 'GET', auth: 'public', tag: 'service' } as const

/** What everybody may read. `/metrics` has a door of its own (`telemetry.metrics.access`). */
export const serviceRows: readonly RouteRow[] = [
  { ...common, path: '/livez', summary: 'Whether the process runs', answers: 'text' },
  { ...common, path: '/readyz', summary: 'Whether it takes requests', answers: 'text' },
  { ...common, path: '/llms.txt', summary: 'How to use this gateway, for models', answers: 'text' },
  { ...common, path: '/openapi.json', summary: 'This description' },
  {
    ...common,
    path: '/metrics',
    summary: 'Metrics in the format of Prometheus; telemetry.metrics.access says for whom',
    answers: 'text',
  },
]
