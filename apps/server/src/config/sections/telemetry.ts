import { z } from 'zod'

import { count, name, secretText, share, text } from './fields.ts'

/** What is measured, and who hears of it; everything has a default. */
export interface TelemetrySection {
  /** False: nothing at all; true. */
  readonly enabled?: boolean | undefined
  /** Edition of the GenAI names: the released ones, the ones in the making, or both. */
  readonly semconv?: '1.41' | 'latest' | 'both' | undefined
  /** Prompts and answers in spans; off. */
  readonly content?: 'off' | 'on' | undefined
  /** User ids leave as a hash; true. */
  readonly hashUserIds?: boolean | undefined
  /** Providers that hear of the caller's trace; none. */
  readonly propagateTrace?: readonly string[] | undefined
  readonly traces?: TracesSection | undefined
  readonly metrics?: MetricsSection | undefined
  readonly logs?: LogsSection | undefined
  readonly otlp?: OtlpSection | undefined
  /** False: requests are not written down. */
  readonly requests?: RequestsSection | false | undefined
}

/** Spans. */
export interface TracesSection {
  readonly genai?: 'attempts' | 'final' | 'off' | undefined
  readonly sampleRatio?: number | undefined
  /** A link with `{trace_id}` in it. */
  readonly traceUrlTemplate?: string | undefined
}

/** `/metrics`. */
export interface MetricsSection {
  /** Default: `public` on a loopback address, else `token` (server.adminKey). */
  readonly access?: 'public' | 'token' | 'off' | undefined
  readonly exclude?: readonly string[] | undefined
  readonly genaiServer?: boolean | undefined
  /** Calls and costs by tenant too, and how full their budgets are; false. */
  readonly tenantLabel?: boolean | undefined
  /** Tenants with a label of their own; 200. */
  readonly tenantCap?: number | undefined
}

/** Log lines. */
export interface LogsSection {
  /** One JSON line per request on standard output; default: only where nobody watches a terminal. */
  readonly requests?: boolean | undefined
  /** Lines go to the OTLP endpoint too; false. */
  readonly otlp?: boolean | undefined
}

/** Where spans and metrics are sent; OTEL_EXPORTER_OTLP_ENDPOINT does the same. */
export interface OtlpSection {
  /** The base address; `/v1/traces` and `/v1/metrics` are added. */
  readonly endpoint: string
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly traces?: boolean | undefined
  readonly metrics?: boolean | undefined
  readonly metricsEverySeconds?: number | undefined
}

/** The request log. */
export interface RequestsSection {
  /** `data/requests.db`. */
  readonly file?: string | undefined
  readonly requestDays?: number | undefined
  readonly minuteDays?: number | undefined
  readonly hourDays?: number | undefined
  readonly maxMegabytes?: number | undefined
  /** Prompts and answers are kept, apart from the rows; absent: they are not. */
  readonly content?: ContentSection | undefined
}

/** What is kept of prompts and answers. */
export interface ContentSection {
  /** A day. */
  readonly days?: number | undefined
  /** Of one request; more of it is cut off. 64. */
  readonly maxKilobytes?: number | undefined
}

const days = z.number().min(0.01).max(3660)

/** `telemetry:` */
export const telemetrySection: z.ZodType<TelemetrySection> = z
  .strictObject({
    enabled: z.boolean(),
    semconv: z.enum(['1.41', 'latest', 'both']),
    content: z.enum(['off', 'on']),
    hashUserIds: z.boolean(),
    propagateTrace: z.array(name),
    traces: z
      .strictObject({
        genai: z.enum(['attempts', 'final', 'off']),
        sampleRatio: share,
        traceUrlTemplate: text,
      })
      .partial(),
    metrics: z
      .strictObject({
        access: z.enum(['public', 'token', 'off']),
        exclude: z.array(text),
        genaiServer: z.boolean(),
        tenantLabel: z.boolean(),
        tenantCap: count,
      })
      .partial(),
    logs: z.strictObject({ requests: z.boolean(), otlp: z.boolean() }).partial(),
    otlp: z.strictObject({
      endpoint: text,
      headers: z.record(z.string(), secretText).optional(),
      traces: z.boolean().optional(),
      metrics: z.boolean().optional(),
      metricsEverySeconds: count.optional(),
    }),
    requests: z.union(
      [
        z.literal(false),
        z
          .strictObject({
            file: text,
            requestDays: days,
            minuteDays: days,
            hourDays: days,
            maxMegabytes: count,
            content: z.strictObject({ days, maxKilobytes: count }).partial(),
          })
          .partial(),
      ],
      { error: 'must be false or a group of fields such as { requestDays: 7 }' },
    ),
  })
  .partial()
