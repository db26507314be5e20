import { expect, test } from 'vitest'

import { metricTable } from './metric-table.ts'
import { prometheusName } from './prometheus-text.ts'

test('docs/metrics.md is the table', async () => {
  const rows = Object.values(metricTable).map((metric) => {
    const { name, kind, unit, help, labels, tenant, edition = 'all' } = metric
    const attributes = labels.map((label) => `\`${label}\``).join(', ')
    const where = attributes === '' ? '' : `; by ${attributes}`
    const wanted =
      tenant === undefined
        ? ''
        : ` With \`metrics.tenantLabel\` ${tenant === 'also' ? 'also by `tenant`' : 'only'}.`
    return `- \`${name}\`, in Prometheus \`${prometheusName(metric)}\`: ${kind} in \`${unit}\`, edition ${edition}${where}. ${help}${wanted}`
  })
  const page = [
    '# Metrics',
    '',
    'Every metric under its name and under its name in Prometheus. The edition says in which `semconv` mode it is',
    'written; `both` writes all. This page is generated from the table in `src`: `vitest run -u` writes it.',
    '',
    ...rows,
    '',
  ].join('\n')
  await expect(page).toMatchFileSnapshot('../../../docs/metrics.md')
})
