import { buckets } from './buckets.ts'
import type { Metric } from './metric.ts'

/** Metrics of the gateway itself. */
export type GatewayMetricKey =
  | 'httpDuration'
  | 'overhead'
  | 'attempts'
  | 'fallbacks'
  | 'circuitState'
  | 'circuitTransitions'
  | 'rateLimitDecisions'
  | 'rateLimitRemaining'
  | 'queueDepth'
  | 'queueWait'
  | 'cost'
  | 'costSaved'
  | 'cacheRequests'
  | 'guardChecks'
  | 'guardDuration'
  | 'routingDecisions'
  | 'budgetUtilization'
  | 'budgetCrossings'
  | 'streamsActive'
  | 'streamAborts'
  | 'priceMissing'
  | 'priceAge'
  | 'configReloads'
  | 'tokenRatioDrift'
  | 'connect'
  | 'dropped'
  | 'processLag'
  | 'processHeap'
  | 'ringDepth'
  | 'boundedEntries'

const seconds = { kind: 'histogram', unit: 's' } as const

/** What requests, limits, circuits and the process add. */
export const gatewayMetrics: Readonly<Record<GatewayMetricKey, Metric>> = {
  httpDuration: {
    ...seconds,
    name: 'http.server.request.duration',
    help: 'Time of one request, to the end of its body.',
    labels: ['http.request.method', 'http.route', 'http.response.status_code'],
    buckets: buckets.http,
  },
  overhead: {
    ...seconds,
    name: 'signalbox.request.overhead',
    help: "The gateway's own time: all of it less calls of providers and waits for room.",
    labels: ['route', 'surface', 'stream'],
    buckets: buckets.micro,
  },
  attempts: {
    kind: 'counter',
    name: 'signalbox.attempts',
    unit: '{attempt}',
    help: 'Calls of providers: outcome is ok, error or cancelled.',
    labels: ['outcome', 'reason', 'provider', 'model', 'error.type'],
    tenant: 'also',
  },
  fallbacks: {
    kind: 'counter',
    name: 'signalbox.fallbacks',
    unit: '{attempt}',
    help: 'Attempts that went to another target than the one before.',
    labels: ['from', 'to', 'reason'],
  },
  circuitState: {
    kind: 'gauge',
    name: 'signalbox.circuit.state',
    unit: '1',
    help: '0 healthy, 1 degraded, 2 half-open, 3 open, 4 disabled.',
    labels: ['provider', 'model', 'region'],
  },
  circuitTransitions: {
    kind: 'counter',
    name: 'signalbox.circuit.transitions',
    unit: '{transition}',
    help: 'Changes of circuits.',
    labels: ['provider', 'model', 'from', 'to', 'cause'],
  },
  rateLimitDecisions: {
    kind: 'counter',
    name: 'signalbox.ratelimit.decisions',
    unit: '{request}',
    help: 'Requests that a limit refused, or would have (shadow), by whose limit it was.',
    labels: ['scope', 'result'],
  },
  rateLimitRemaining: {
    kind: 'gauge',
    name: 'signalbox.upstream.ratelimit.remaining',
    unit: '1',
    help: 'What a provider would still admit now.',
    labels: ['provider', 'model', 'kind'],
  },
  queueDepth: {
    kind: 'gauge',
    name: 'signalbox.queue.depth',
    unit: '{request}',
    help: 'Requests that wait for room now.',
    labels: ['lane', 'provider'],
  },
  queueWait: {
    ...seconds,
    name: 'signalbox.queue.wait',
    help: 'Time that requests waited for room; those that did not wait are not counted.',
    labels: ['lane', 'provider'],
    buckets: buckets.wait,
  },
  cost: {
    kind: 'counter',
    name: 'signalbox.cost',
    unit: 'USD',
    help: 'Cost of calls; the ledger decides, this informs.',
    labels: ['provider', 'model', 'kind'],
    tenant: 'also',
  },
  costSaved: {
    kind: 'counter',
    name: 'signalbox.cost.saved',
    unit: 'USD',
    help: 'Cost that was not incurred.',
    labels: ['by'],
  },
  cacheRequests: {
    kind: 'counter',
    name: 'signalbox.cache.requests',
    unit: '{request}',
    help: 'Lookups in the cache.',
    labels: ['kind', 'result'],
  },
  guardChecks: {
    kind: 'counter',
    name: 'signalbox.guardrail.checks',
    unit: '{check}',
    help: 'Rules that were applied to content.',
    labels: ['name', 'stage', 'action'],
  },
  guardDuration: {
    ...seconds,
    name: 'signalbox.guardrail.duration',
    help: 'Time of one check.',
    labels: ['name', 'stage', 'action'],
    buckets: buckets.guard,
  },
  routingDecisions: {
    kind: 'counter',
    name: 'signalbox.routing.decisions',
    unit: '{request}',
    help: 'Requests that a route took.',
    labels: ['route', 'strategy', 'variant'],
  },
  budgetUtilization: {
    kind: 'gauge',
    name: 'signalbox.budget.utilization',
    unit: '1',
    help: 'Share of its fullest budget that a tenant has used.',
    labels: ['tenant'],
    tenant: 'only',
  },
  budgetCrossings: {
    kind: 'counter',
    name: 'signalbox.budget.crossings',
    unit: '{crossing}',
    help: 'Budgets whose use went past a share of their limit.',
    labels: ['threshold'],
  },
  streamsActive: {
    kind: 'up-down',
    name: 'signalbox.streams.active',
    unit: '{stream}',
    help: 'Streams that are being answered.',
    labels: ['provider'],
  },
  streamAborts: {
    kind: 'counter',
    name: 'signalbox.stream.aborts',
    unit: '{stream}',
    help: 'Streams that did not end as they should, by who broke them.',
    labels: ['by'],
  },
  priceMissing: {
    kind: 'counter',
    name: 'signalbox.price.missing',
    unit: '{call}',
    help: 'Calls whose tokens nobody has a price for.',
    labels: ['provider', 'model'],
  },
  priceAge: {
    kind: 'gauge',
    name: 'signalbox.price.age',
    unit: 's',
    help: 'Time since a price list was last known to be what its source says.',
    labels: ['source'],
  },
  configReloads: {
    kind: 'counter',
    name: 'signalbox.config.reloads',
    unit: '{reload}',
    help: 'Changes of the configuration.',
    labels: ['result'],
  },
  tokenRatioDrift: {
    kind: 'gauge',
    name: 'signalbox.tokens.ratio_drift',
    unit: '1',
    help: 'Tokens counted (tokenizer) or answered (output) per token asked, against their baseline: 1.',
    labels: ['provider', 'model', 'kind'],
  },
  connect: {
    ...seconds,
    name: 'signalbox.connect',
    help: 'Time until a call had a connection; over one that was open it is 0.',
    labels: ['provider', 'reused'],
    buckets: buckets.micro,
  },
  dropped: {
    kind: 'counter',
    name: 'signalbox.telemetry.dropped',
    unit: '{item}',
    help: 'What telemetry itself had to let go.',
    labels: ['kind', 'reason'],
  },
  processLag: {
    kind: 'gauge',
    name: 'signalbox.process.lag',
    unit: 's',
    help: 'The 99th percentile of event loop delay.',
    labels: [],
  },
  processHeap: {
    kind: 'gauge',
    name: 'signalbox.process.heap',
    unit: 'By',
    help: 'Heap in use.',
    labels: [],
  },
  ringDepth: {
    kind: 'gauge',
    name: 'signalbox.process.ring.depth',
    unit: '{event}',
    help: 'Events that wait to be written down.',
    labels: [],
  },
  boundedEntries: {
    kind: 'gauge',
    name: 'signalbox.bounded.entries',
    unit: '{entry}',
    help: 'Entries of a map with a bound.',
    labels: ['name'],
  },
}
