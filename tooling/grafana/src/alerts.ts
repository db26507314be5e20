import { quantile, rate, select } from './query.ts'

/** One alert rule of Prometheus. */
export interface Alert {
  readonly alert: string
  readonly expr: string
  readonly for?: string
  readonly severity: 'page' | 'warn'
  readonly summary: string
}

const failed = 'outcome="error",error_type!="rate_limited"'
const target = 'provider, model'

/** Share of requests that ended with a 5xx, over a range. */
function burn(range: string): string {
  const all = `sum (rate(${select('httpDuration', '', 'count')}[${range}]))`
  const bad = `sum (rate(${select('httpDuration', 'http_response_status_code=~"5.."', 'count')}[${range}]))`
  return `${bad} / ${all}`
}

/** Faster or slower, a month's errors of a 99.9 % objective are being used up. */
function burns(factor: number, long: string, short: string): string {
  const limit = String(Math.round(factor * 0.001 * 1e6) / 1e6)
  return `(${burn(long)}) > ${limit} and (${burn(short)}) > ${limit}`
}

/** The rules. */
export const alerts: readonly Alert[] = [
  {
    alert: 'SignalboxProviderErrors',
    expr: `${rate('attempts', target, failed, '5m')} / ${rate('attempts', target, '', '5m')} > 0.01 and sum by (${target}) (increase(${select('attempts')}[5m])) >= 20`,
    severity: 'page',
    summary: 'More than 1 % of the calls of {{ $labels.provider }} {{ $labels.model }} fail.',
  },
  {
    alert: 'SignalboxBurnFast',
    expr: burns(14.4, '1h', '5m'),
    severity: 'page',
    summary: 'At this rate of errors a month of 99.9 % is used up in two days.',
  },
  {
    alert: 'SignalboxBurnSlow',
    expr: burns(6, '6h', '30m'),
    severity: 'warn',
    summary: 'At this rate of errors a month of 99.9 % is used up in five days.',
  },
  {
    alert: 'SignalboxCircuitOpen',
    expr: `${select('circuitState')} >= 3`,
    for: '5m',
    severity: 'page',
    summary: 'The circuit of {{ $labels.provider }} {{ $labels.model }} is open.',
  },
  {
    alert: 'SignalboxBudgetNear',
    expr: `sum (increase(${select('budgetCrossings', 'threshold="0.8"')}[10m])) > 0`,
    severity: 'warn',
    summary: 'A budget is used to 80 %.',
  },
  {
    alert: 'SignalboxBudgetAlmostGone',
    expr: `sum (increase(${select('budgetCrossings', 'threshold="0.95"')}[10m])) > 0`,
    severity: 'page',
    summary: 'A budget is used to 95 %.',
  },
  {
    alert: 'SignalboxPriceMissing',
    expr: `sum by (${target}) (increase(${select('priceMissing')}[15m])) > 0`,
    severity: 'warn',
    summary:
      'Nobody has a price for {{ $labels.provider }} {{ $labels.model }}: its cost is not counted.',
  },
  {
    alert: 'SignalboxOverhead',
    expr: `${quantile(0.99, 'overhead', '', '', '5m')} > 0.025`,
    for: '10m',
    severity: 'warn',
    summary: 'The gateway itself takes more than 25 ms of one request in a hundred.',
  },
  {
    alert: 'SignalboxConfigRejected',
    expr: `sum (increase(${select('configReloads', 'result="rejected"')}[10m])) > 0`,
    severity: 'warn',
    summary: 'A changed configuration was refused; the one before is in force.',
  },
  {
    alert: 'SignalboxTelemetryDropped',
    expr: `sum by (kind, reason) (increase(${select('dropped')}[10m])) > 0`,
    severity: 'warn',
    summary: 'Telemetry of kind {{ $labels.kind }} is lost: {{ $labels.reason }}.',
  },
  {
    alert: 'SignalboxTokenDrift',
    expr: `abs(${select('tokenRatioDrift')} - 1) > 0.25`,
    for: '30m',
    severity: 'warn',
    summary:
      'Tokens of {{ $labels.provider }} {{ $labels.model }} ({{ $labels.kind }}) are no longer what they were.',
  },
]
