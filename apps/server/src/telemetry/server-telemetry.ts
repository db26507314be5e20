import { createHash } from 'node:crypto'

import type { Logger } from '@signalbox/core'
import type { ResilienceEvent } from '@signalbox/resilience'
import {
  arrayBackend,
  bothBackends,
  createTelemetry,
  otelBackend,
  type ArrayBackend,
  type DecisionFact,
  type Telemetry,
  type TelemetryOptions,
} from '@signalbox/telemetry'

import type { Config } from '../config/config.ts'
import { keptContent } from '../request-log/kept-content.ts'
import type { RequestLog } from '../request-log/request-log.ts'
import { scrub } from '../request-log/scrub.ts'
import type { Group } from '../workers/group.ts'
import { createLiveFeed, type LiveFeed } from './live-feed.ts'
import { openRequestLog } from './open-request-log.ts'
import type { OtlpLog } from './otlp-log.ts'
import { otlpSettings } from './otlp-settings.ts'
import { genaiProviderNames } from './provider-names.ts'
import { startOtlp, type Otlp } from './start-otlp.ts'
import { waitingBackend } from './waiting-backend.ts'

type Transition = Extract<ResilienceEvent, { type: 'circuit' }>

/** What the server measures; it outlives configurations, so that counters go on. */
export interface ServerTelemetry {
  readonly telemetry: Telemetry
  readonly metrics: ArrayBackend
  /** What is told at `/metrics`: of all processes, where there are several. */
  readonly render: () => Promise<string>
  readonly live: LiveFeed
  /** Absent: requests are not written down. */
  readonly log: RequestLog | undefined
  /** Where spans and metrics go out, `/readyz` waits for it. */
  readonly ready: () => boolean
  /** Aborted by `drain`: open feeds would hold up the end of the server. */
  readonly stopped: AbortSignal
  drain(): void
  /** Counts a change of a circuit and tells whoever watches. */
  readonly circuit: (change: Transition) => void
  /** Counts a limit that refused a request, or would have: `tenant:…` or `key:…`. */
  readonly limited: (name: string, isShadow: boolean) => void
  /** Counts an attempt to put a configuration in force. */
  readonly reloading: <Result>(build: () => Result) => Result
  close(): Promise<void>
}

/** What it is built with. */
export interface ServerTelemetryOptions {
  /** Changes of the `telemetry` section itself take a restart. */
  readonly config: () => Config
  readonly isKnownModel: (provider: string, model: string) => boolean
  /** Why a request went where it went, for its trace. */
  readonly explain?: ((id: string) => DecisionFact | undefined) | undefined
  readonly logger: Logger | undefined
  /** The file of the request log, and whether its lines are printed too. */
  readonly requests?: { readonly file: string; readonly print: boolean } | undefined
  /** Several processes that answer on one address tell the same. */
  readonly group?: Group | undefined
  /** Log records for the OTLP endpoint; absent: none are sent. */
  readonly otlpLog?: OtlpLog | undefined
  /** Takes live secrets out of content. */
  readonly redact?: ((text: string) => string) | undefined
  readonly env: Readonly<Record<string, string | undefined>>
  readonly version: string
}

/** Builds it; an OTLP endpoint is connected in the background. */
export function createServerTelemetry(options: ServerTelemetryOptions): ServerTelemetry {
  const { config, logger, env } = options
  const section = config().telemetry ?? {}
  const settings = otlpSettings(section, env)
  const metrics = arrayBackend()
  const live = options.group?.live ?? createLiveFeed()
  const log = options.group === undefined ? openRequestLog(options) : options.group.log
  const stopping = new AbortController()
  let otlp: Otlp | undefined
  let isStarted = settings === undefined
  const start = async (): Promise<void> => {
    if (settings === undefined) return
    try {
      otlp = await startOtlp(settings, options.version, {
        lost: (count) => {
          telemetry.record('dropped', count, ['otlp', 'export_failed'])
        },
        changed(isFailing, reason) {
          if (isFailing) logger?.warn('the OTLP endpoint takes nothing', { reason })
          else logger?.info('the OTLP endpoint takes telemetry again')
        },
      })
    } catch (error) {
      logger?.error('OpenTelemetry could not start; /metrics goes on without it', { error })
    }
    isStarted = true
  }
  const backend =
    settings?.metrics === true
      ? bothBackends(
          metrics,
          waitingBackend(() => otlp !== undefined, otelBackend()),
        )
      : metrics
  const telemetry = createTelemetry({
    ...telemetryOptions(options),
    metrics: { ...section.metrics, backend },
    sink(record) {
      log?.write(keptContent(record, section.requests))
      live.request(record)
      options.otlpLog?.request(record)
    },
  })
  const starting = start()
  if (log !== undefined) watchLog(telemetry, log)
  telemetry.onCollect(() => {
    const lost = otlp?.lostSpans() ?? 0
    if (lost > 0) telemetry.record('dropped', lost, ['span', 'queue_full'])
  })
  return {
    telemetry,
    metrics,
    render: options.group?.metricsOf(() => metrics.render()) ?? (async () => metrics.render()),
    live,
    log,
    ready: () => isStarted,
    stopped: stopping.signal,
    drain() {
      stopping.abort()
    },
    circuit(change) {
      const { provider, model, from, to, reason } = change
      telemetry.record('circuitTransitions', 1, [provider, model, from, to, reason])
      live.tell('circuit', { provider, model, from, to, reason })
    },
    limited(name, isShadow) {
      const [scope = ''] = name.split(':')
      telemetry.record('rateLimitDecisions', 1, [scope, isShadow ? 'shadow' : 'refused'])
    },
    reloading(build) {
      const tell = (result: 'applied' | 'rejected') => {
        telemetry.record('configReloads', 1, [result])
        live.tell('config', { result })
      }
      try {
        const built = build()
        tell('applied')
        return built
      } catch (error) {
        tell('rejected')
        throw error
      }
    },
    async close() {
      const lost = (await log?.close()) ?? 0
      if (lost > 0) logger?.warn('records of requests were lost', { lost })
      await starting
      await within(otlp?.shutdown() ?? Promise.resolve(), 3000)
    },
  }
}

function telemetryOptions({
  config,
  isKnownModel,
  explain,
  env,
  otlpLog,
  redact,
}: ServerTelemetryOptions): TelemetryOptions {
  const section = config().telemetry ?? {}
  const { enabled, traces, hashUserIds = true } = section
  // The names that OpenTelemetry's own instrumentations read.
  const wantsLatest = env['OTEL_SEMCONV_STABILITY_OPT_IN']?.includes('gen_ai_latest_experimental')
  const { semconv = wantsLatest === true ? 'latest' : undefined } = section
  const capture = env['OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT']
  const { content = capture === 'true' ? 'on' : undefined } = section
  return {
    enabled,
    semconv,
    content,
    keepContent: section.requests !== false && section.requests?.content !== undefined,
    redact: (text) => scrub(redact === undefined ? text : redact(text)),
    events: otlpLog?.event,
    traces: { genai: traces?.genai, decision: explain },
    plainUsers: !hashUserIds,
    hashUser: (user) => createHash('sha256').update(`signalbox ${user}`).digest('hex').slice(0, 32),
    isKnownModel,
    provider(name) {
      const { providers, telemetry } = config()
      const found = providers.find((each) => each.name === name)
      if (found === undefined) return undefined
      return {
        name: genaiProviderNames[found.adapter],
        baseUrl: found.baseUrl,
        propagateTrace: telemetry?.propagateTrace?.includes(name) === true,
      }
    },
  }
}

function watchLog(telemetry: Telemetry, log: RequestLog): void {
  let told = { dropped: 0, contentLost: 0 }
  telemetry.onCollect(() => {
    const { depth, dropped, contentLost } = log.stats()
    telemetry.record('ringDepth', depth)
    const lost = (kind: string, count: number) => {
      if (count > 0) telemetry.record('dropped', count, [kind, 'ring_full'])
    }
    lost('log', dropped - told.dropped)
    lost('content', contentLost - told.contentLost)
    told = { dropped, contentLost }
  })
}

async function within(work: Promise<unknown>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  // What could not be sent on the way out is lost with the process.
  await Promise.race([work.catch(() => undefined), limit])
  clearTimeout(timer)
}
