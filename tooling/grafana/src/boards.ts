import { quantile, rate, select } from './query.ts'

/** One chart: a title, a unit of Grafana's, and what is drawn. */
export interface Chart {
  readonly title: string
  readonly unit: string
  readonly queries: readonly (readonly [legend: string, query: string])[]
}

/** One board. */
export interface Board {
  readonly uid: string
  readonly title: string
  readonly charts: readonly Chart[]
}

const errors = 'outcome="error"'
const byTarget = 'provider, model'

/** The boards; a name that is not in the table of metrics does not compile. */
export const boards: readonly Board[] = [
  {
    uid: 'signalbox-overview',
    title: 'Signalbox / Overview',
    charts: [
      {
        title: 'Requests by status',
        unit: 'reqps',
        queries: [
          [
            '{{http_response_status_code}}',
            `sum by (http_response_status_code) (rate(${select('httpDuration', '', 'count')}[$__rate_interval]))`,
          ],
        ],
      },
      {
        title: 'Latency',
        unit: 's',
        queries: [
          ['p50', quantile(0.5, 'httpDuration')],
          ['p95', quantile(0.95, 'httpDuration')],
          ['p99', quantile(0.99, 'httpDuration')],
        ],
      },
      {
        title: "The gateway's own time",
        unit: 's',
        queries: [
          ['p50', quantile(0.5, 'overhead')],
          ['p99', quantile(0.99, 'overhead')],
        ],
      },
      { title: 'Cost per hour', unit: 'currencyUSD', queries: [['USD', `${rate('cost')} * 3600`]] },
      {
        title: 'Tokens per second',
        unit: 'short',
        queries: [
          [
            '{{gen_ai_token_type}}',
            `sum by (gen_ai_token_type) (rate(${select('tokenUsage', '', 'sum')}[$__rate_interval]))`,
          ],
        ],
      },
      {
        title: 'Process',
        unit: 'short',
        queries: [
          ['event loop p99, s', select('processLag')],
          ['waiting to be written down', select('ringDepth')],
        ],
      },
    ],
  },
  {
    uid: 'signalbox-providers',
    title: 'Signalbox / Providers',
    charts: [
      {
        title: 'Error rate (1 % is the line)',
        unit: 'percentunit',
        queries: [
          [
            '{{provider}} {{model}}',
            `${rate('attempts', byTarget, errors)} / ${rate('attempts', byTarget)}`,
          ],
        ],
      },
      {
        title: 'Attempts',
        unit: 'short',
        queries: [['{{provider}} {{outcome}}', rate('attempts', 'provider, outcome')]],
      },
      {
        title: 'Errors by type',
        unit: 'short',
        queries: [
          ['{{provider}} {{error_type}}', rate('attempts', 'provider, error_type', errors)],
        ],
      },
      {
        title: 'Latency p95',
        unit: 's',
        queries: [
          [
            '{{gen_ai_provider_name}} {{gen_ai_request_model}}',
            quantile(0.95, 'operationDuration', 'gen_ai_provider_name, gen_ai_request_model'),
          ],
        ],
      },
      {
        title: 'Circuits (3 is open)',
        unit: 'short',
        queries: [['{{provider}} {{model}}', select('circuitState')]],
      },
      {
        title: 'Fallbacks',
        unit: 'short',
        queries: [['{{from}} → {{to}} ({{reason}})', rate('fallbacks', 'from, to, reason')]],
      },
      {
        title: 'Time to connect p95, of calls that found no open connection',
        unit: 's',
        queries: [['{{provider}}', quantile(0.95, 'connect', 'provider', 'reused="false"')]],
      },
      {
        title: 'Calls over an open connection',
        unit: 'percentunit',
        queries: [
          [
            '{{provider}}',
            `sum by (provider) (rate(${select('connect', 'reused="true"', 'count')}[$__rate_interval])) / sum by (provider) (rate(${select('connect', '', 'count')}[$__rate_interval]))`,
          ],
        ],
      },
      {
        title: 'Tokens against their baseline (1 is as ever)',
        unit: 'short',
        queries: [['{{provider}} {{model}} {{kind}}', select('tokenRatioDrift')]],
      },
    ],
  },
  {
    uid: 'signalbox-cost',
    title: 'Signalbox / Cost',
    charts: [
      {
        title: 'Cost per hour by model',
        unit: 'currencyUSD',
        queries: [['{{provider}} {{model}}', `${rate('cost', byTarget)} * 3600`]],
      },
      {
        title: 'Cost per hour by kind',
        unit: 'currencyUSD',
        queries: [['{{kind}}', `${rate('cost', 'kind')} * 3600`]],
      },
      {
        title: 'Saved per hour',
        unit: 'currencyUSD',
        queries: [['{{by}}', `${rate('costSaved', 'by')} * 3600`]],
      },
      {
        title: 'Calls without a price',
        unit: 'short',
        queries: [['{{provider}} {{model}}', rate('priceMissing', byTarget)]],
      },
    ],
  },
  {
    uid: 'signalbox-streams',
    title: 'Signalbox / Streams',
    charts: [
      {
        title: 'Time to first chunk p95',
        unit: 's',
        queries: [
          [
            '{{gen_ai_provider_name}} {{gen_ai_request_model}}',
            quantile(0.95, 'firstChunk', 'gen_ai_provider_name, gen_ai_request_model'),
          ],
        ],
      },
      {
        title: 'Time per chunk p95',
        unit: 's',
        queries: [['{{gen_ai_request_model}}', quantile(0.95, 'perChunk', 'gen_ai_request_model')]],
      },
      {
        title: 'Open streams',
        unit: 'short',
        queries: [['{{provider}}', `sum by (provider) (${select('streamsActive')})`]],
      },
      {
        title: 'Streams that broke',
        unit: 'short',
        queries: [['by {{by}}', rate('streamAborts', 'by')]],
      },
    ],
  },
  {
    uid: 'signalbox-limits',
    title: 'Signalbox / Limits and queue',
    charts: [
      {
        title: 'Wait for room p95',
        unit: 's',
        queries: [['{{provider}}', quantile(0.95, 'queueWait', 'provider')]],
      },
      {
        title: 'Waiting for room now',
        unit: 'short',
        queries: [['{{lane}} {{provider}}', `sum by (lane, provider) (${select('queueDepth')})`]],
      },
      {
        title: 'Refused for a limit',
        unit: 'short',
        queries: [['{{scope}} {{result}}', rate('rateLimitDecisions', 'scope, result')]],
      },
      {
        title: 'What providers would still admit',
        unit: 'short',
        queries: [['{{provider}} {{model}} {{kind}}', select('rateLimitRemaining')]],
      },
      {
        title: 'Budgets crossed',
        unit: 'short',
        queries: [
          ['{{threshold}}', `sum by (threshold) (increase(${select('budgetCrossings')}[1h]))`],
        ],
      },
      {
        title: 'Use of budgets (with telemetry.metrics.tenantLabel)',
        unit: 'percentunit',
        queries: [['{{tenant}}', `max by (tenant) (${select('budgetUtilization')})`]],
      },
    ],
  },
  {
    uid: 'signalbox-safety',
    title: 'Signalbox / Safety',
    charts: [
      {
        title: 'Checks by action',
        unit: 'short',
        queries: [['{{stage}} {{action}}', rate('guardChecks', 'stage, action')]],
      },
      {
        title: 'Checks by rule',
        unit: 'short',
        queries: [['{{name}} {{action}}', rate('guardChecks', 'name, action')]],
      },
      {
        title: 'Time of checks p95',
        unit: 's',
        queries: [['{{name}}', quantile(0.95, 'guardDuration', 'name')]],
      },
    ],
  },
]
