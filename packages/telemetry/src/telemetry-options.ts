import type { Meter, Tracer } from '@opentelemetry/api'
import type { Clock } from '@signalbox/core'

import type { PriceCall } from './call-cost.ts'
import type { TelemetryEvent } from './call-events.ts'
import type { DecisionFact } from './decision-events.ts'
import type { MetricBackend } from './metric-backend.ts'
import type { RequestRecord } from './request-record.ts'
import type { Semconv } from './semconv.ts'
import type { ProviderInfo } from './target-facts.ts'

/** Everything may be left out: then the global OpenTelemetry API gets spans and metrics. */
export interface TelemetryOptions {
  /** Default true. */
  readonly enabled?: boolean | undefined
  /** Default `1.41`. */
  readonly semconv?: Semconv | undefined
  /** Prompts and answers in spans, or in events where those are heard; default `off`. */
  readonly content?: 'off' | 'on' | undefined
  /** Prompts and answers in records, to be stored apart from the rest; default false. */
  readonly keepContent?: boolean | undefined
  /** Takes out of prompts and answers what nobody may read, such as keys. */
  readonly redact?: ((text: string) => string) | undefined
  /** Hears of failed calls, and of content; for a log of OpenTelemetry. */
  readonly events?: ((event: TelemetryEvent) => void) | undefined
  readonly traces?: TracesOptions | undefined
  readonly metrics?: MetricsOptions | undefined
  /** Makes user ids unreadable before they leave; without it they are left out. */
  readonly hashUser?: ((user: string) => string) | undefined
  /** True: user ids leave as they are. */
  readonly plainUsers?: boolean | undefined
  /** Hears of every request that has ended; must not block. */
  readonly sink?: ((record: RequestRecord) => void) | undefined
  /** Prices calls that nobody has priced in the facts. */
  readonly price?: PriceCall | undefined
  /** What is known of a provider by its configured name. */
  readonly provider?: ((name: string) => ProviderInfo | undefined) | undefined
  /** True for a model of the configuration or the catalogue: it always has a label. */
  readonly isKnownModel?: ((provider: string, model: string) => boolean) | undefined
  /** For what is refused before there is a request. */
  readonly clock?: Clock | undefined
}

/** Which spans are written, and where to. */
export interface TracesOptions {
  /** Calls of providers: every attempt, the one that answered, or none; default `attempts`. */
  readonly genai?: 'attempts' | 'final' | 'off' | undefined
  readonly tracer?: (() => Tracer) | undefined
  /** Looks a decision up for the traces that are recorded. */
  readonly decision?: ((id: string) => DecisionFact | undefined) | undefined
}

/** Which metrics are kept, and where. */
export interface MetricsOptions {
  /** Default: OpenTelemetry instruments. */
  readonly backend?: MetricBackend | undefined
  readonly meter?: (() => Meter) | undefined
  /** Names of metrics that are not kept. */
  readonly exclude?: readonly string[] | undefined
  /** Also `gen_ai.server.*`, made for model servers; default false. */
  readonly genaiServer?: boolean | undefined
  /** Calls and costs by tenant too, and how full their budgets are; default false. */
  readonly tenantLabel?: boolean | undefined
  /** Tenants with a label of their own, the rest is `_other`; default 200. */
  readonly tenantCap?: number | undefined
  /** Series per metric; default 2,000, by tenant ten times that. */
  readonly maxSeries?: number | undefined
  /** Unknown models with a label of their own; default 200. */
  readonly modelCap?: number | undefined
}
