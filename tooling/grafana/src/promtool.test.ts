import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

import { afterAll, describe, expect, test } from 'vitest'
import { stringify } from 'yaml'

import { alerts } from './alerts.ts'
import { boards } from './boards.ts'

const promtool = (process.env['PATH'] ?? '')
  .split(delimiter)
  .map((folder) => join(folder, 'promtool'))
  .find((path) => existsSync(path))
const rules = join(import.meta.dirname, '../alerts/signalbox.yaml')
const folder = mkdtempSync(join(tmpdir(), 'promtool-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What it prints; throws with that where something is wrong. */
function run(...args: readonly string[]): string {
  return execFileSync(promtool ?? '', args, { encoding: 'utf8' })
}

function file(name: string, content: object): string {
  const path = join(folder, name)
  writeFileSync(path, stringify(content))
  return path
}

/** Where Prometheus' own tool is installed: it is skipped, visibly, where it is not. */
describe.skipIf(promtool === undefined)('promtool', () => {
  test('takes the alert rules', () => {
    expect(run('check', 'rules', rules)).toContain(`SUCCESS: ${String(alerts.length)} rules found`)
  })

  test('can read every query of the boards', () => {
    const queries = boards.flatMap(({ charts }) => charts.flatMap((chart) => chart.queries))
    const record = queries.map(([, expr], index) => ({
      record: `board:query:${String(index)}`,
      expr: expr.replaceAll('$__rate_interval', '5m'),
    }))
    const path = file('boards.yaml', { groups: [{ name: 'boards', rules: record }] })
    expect(run('check', 'rules', path)).toContain(`SUCCESS: ${String(queries.length)} rules found`)
  })

  test('sees the rules fire on an incident, and none where all is well', () => {
    const attempts = (outcome: string) =>
      `signalbox_attempts_total{provider="acme",model="m1",outcome="${outcome}",reason="first"}`
    const well = [
      { series: attempts('ok'), values: '0+100x90' },
      { series: 'signalbox_circuit_state{provider="acme",model="m1"}', values: '0x90' },
      { series: 'signalbox_tokens_ratio_drift{provider="acme",model="m1"}', values: '1x90' },
    ]
    const broken = [
      { series: attempts('ok'), values: '0+100x90' },
      { series: attempts('error'), values: '0+10x90' },
      { series: 'signalbox_circuit_state{provider="acme",model="m1"}', values: '3x90' },
      { series: 'signalbox_tokens_ratio_drift{provider="acme",model="m1"}', values: '1.4x90' },
      { series: 'signalbox_budget_crossings_total{threshold="0.95"}', values: '0+1x90' },
      {
        series: 'http_server_request_duration_count{http_response_status_code="502"}',
        values: '0+10x90',
      },
      {
        series: 'http_server_request_duration_count{http_response_status_code="200"}',
        values: '0+100x90',
      },
    ]
    const firing = [
      'SignalboxProviderErrors',
      'SignalboxBurnFast',
      'SignalboxBurnSlow',
      'SignalboxBudgetAlmostGone',
      'SignalboxCircuitOpen',
      'SignalboxTokenDrift',
    ]
    const told = (names: readonly string[]) =>
      alerts.map(({ alert, severity, summary }) => ({
        eval_time: '80m',
        alertname: alert,
        exp_alerts: names.includes(alert) ? [labels(severity, summary)] : [],
      }))
    const scenario = (input_series: readonly object[], names: readonly string[]) => ({
      interval: '1m',
      input_series,
      alert_rule_test: told(names),
    })
    const path = file('incident.yaml', {
      rule_files: [rules],
      evaluation_interval: '1m',
      tests: [scenario(well, []), scenario(broken, firing)],
    })
    expect(run('test', 'rules', path)).toContain('SUCCESS')
  })
})

const target = { provider: 'acme', model: 'm1' }

/** An alert as promtool expects it: with the labels of its query, and its text filled in. */
function labels(severity: string, summary: string): object {
  const own = summary.includes('$labels') ? target : {}
  const text = summary
    .replace('{{ $labels.provider }}', target.provider)
    .replace('{{ $labels.model }}', target.model)
    .replace('{{ $labels.kind }}', '')
  return { exp_labels: { severity, ...own }, exp_annotations: { summary: text } }
}
