import type { TelemetrySection } from '../config/sections/telemetry.ts'

/** Where to send spans, metrics and log lines. */
export interface OtlpSettings {
  readonly endpoint: string
  readonly headers: Readonly<Record<string, string>>
  readonly traces: boolean
  readonly metrics: boolean
  readonly logs: boolean
  readonly metricsEveryMs: number
  readonly sampleRatio: number
}

/** The settings of a configuration, or of the environment; undefined: nothing is sent. */
export function otlpSettings(
  section: TelemetrySection,
  env: Readonly<Record<string, string | undefined>>,
): OtlpSettings | undefined {
  const { otlp, traces, logs } = section
  const endpoint = otlp?.endpoint ?? env['OTEL_EXPORTER_OTLP_ENDPOINT']
  if (endpoint === undefined || endpoint === '' || section.enabled === false) return undefined
  return {
    endpoint: endpoint.replace(/\/+$/, ''),
    headers: otlp?.headers ?? {},
    traces: otlp?.traces ?? true,
    metrics: otlp?.metrics ?? true,
    logs: logs?.otlp ?? false,
    metricsEveryMs: (otlp?.metricsEverySeconds ?? 60) * 1000,
    sampleRatio: traces?.sampleRatio ?? 1,
  }
}
