import { expect, test } from 'vitest'

import { metricTable } from './metric-table.ts'
import { prometheusName } from './prometheus-text.ts'

test('METRICS.md is the table', async () => {
  const rows = Object.values(metricTable).map((metric) => {
    const { name, kind, unit, help, labels, edition = 'all' } = metric
    const attributes = labels.map((label) => `\`${label}\``).join(' ')
    return `| \`${name}\` \`${prometheusName(metric)}\` | ${kind} [${unit}] | ${edition} | ${attributes} | ${help} |`
  })
  const page = [
    '# Metrics',
    '',
    'Every metric under its name and under its name in Prometheus. The edition says in which `semconv` mode it is',
    'written; `both` writes all. This page is generated from the table in `src`: `vitest run -u` writes it.',
    '',
    '| Metric | Kind [unit] | Edition | Attributes | What |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n')
  await expect(page).toMatchFileSnapshot('../METRICS.md')
})
