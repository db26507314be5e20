/* What telemetry costs a request: `node src/telemetry.ts [--sampled | --unsampled]`. CPU of the main thread, median of rounds. */
import { AlwaysOffSampler, BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace'
import {
  createContext,
  pipeline,
  type CallFact,
  type ChatRequest,
  type Middleware,
  type Usage,
} from '@signalbox/core'
import { encodeLine } from '@signalbox/server/request-log-bench'
import { arrayBackend, createTelemetry, timed, type RequestRecord } from '@signalbox/telemetry'

const request: ChatRequest = { operation: 'chat', model: 'support', messages: [], stream: false }
const target = { id: 'acme/m1', provider: 'acme', model: 'm1', baseUrl: 'https://api.acme.example' }
const usage: Usage = {
  input: {
    uncached: 900,
    cacheRead: 100,
    cacheWrite5m: 0,
    cacheWrite1h: 0,
    cacheWriteOther: 0,
    toolUse: 0,
  },
  output: { text: 200, reasoning: 0 },
}
const cost = {
  nanoUsd: 260_000n,
  basis: 'provider_usage',
  confidence: 'verified',
  parts: [
    { unit: 'input', nanoUsd: 135_000n },
    { unit: 'cacheRead', nanoUsd: 5_000n },
    { unit: 'output', nanoUsd: 120_000n },
  ],
} as const
const inbound = {
  dialect: 'openai-chat',
  method: 'POST',
  route: '/v1/chat/completions',
  headers: [],
}
const completion = { id: 'c', model: 'm1', usage, candidates: [] }

/** What a request passes: a door that waits, a cache and a router that do not. */
const waits: Middleware = async (_, next) => {
  await Promise.resolve()
  await next()
}
const passes: Middleware = (_, next) => next()
const steps = [waits, passes, passes]
const measured = [timed('auth', waits), timed('cache', passes), timed('route', passes)]

interface Variant {
  readonly name: string
  readonly run: () => Promise<unknown>
}

function variant(
  name: string,
  stage: ReturnType<typeof createTelemetry>['stage'] | undefined,
): Variant {
  const around = stage === undefined ? steps : [stage, ...measured]
  const answer = pipeline(...around, async (context) => {
    const now = context.clock.now()
    const call: CallFact = {
      target,
      startedMs: now,
      endedMs: now + 1,
      firstContentMs: now,
      chunks: 0,
    }
    Object.assign(call, { usage, cost, keyId: 'blue', status: 200, requestId: 'req_1' })
    context.facts.calls = [call]
    context.facts.route = 'support'
    context.response = { type: 'completion', completion }
    await Promise.resolve()
  })
  return { name, run: () => answer(createContext({ request, id: 'bench', inbound })) }
}

const nowhere = {
  export: (_spans: unknown, done: (result: { code: number }) => void) => {
    done({ code: 0 })
  },
  shutdown: () => Promise.resolve(),
}
const isUnsampled = process.argv.includes('--unsampled')
const provider = new TracerProvider({
  ...(isUnsampled ? { sampler: new AlwaysOffSampler() } : {}),
  spanProcessors: [new BatchSpanProcessor({ exporter: nowhere, maxQueueSize: 65_536 })],
})
const tracer = provider.getTracer('bench')
const written = { chars: 0 }
const sink = (record: RequestRecord) => {
  written.chars += encodeLine(record).length
}
// With an SDK in a process of its own: that beside no-ops makes both slower than either.
const hasSdk = isUnsampled || process.argv.includes('--sampled')
const chosen: readonly Variant[] = hasSdk
  ? [
      variant(
        `metrics, record, log line, ${isUnsampled ? 'no' : 'every'} span sampled`,
        createTelemetry({
          traces: { tracer: () => tracer },
          metrics: { backend: arrayBackend() },
          sink,
        }).stage,
      ),
    ]
  : [
      variant('switched off', createTelemetry({ enabled: false }).stage),
      variant(
        'metrics and record',
        createTelemetry({ metrics: { backend: arrayBackend() } }).stage,
      ),
      variant(
        'metrics, record and log line',
        createTelemetry({ metrics: { backend: arrayBackend() }, sink }).stage,
      ),
    ]
const variants = [variant('no telemetry', undefined), ...chosen]

const rounds = 9
const perRound = 20_000
const times = new Map<string, number[]>(variants.map(({ name }) => [name, []]))
for (let round = -2; round < rounds; round++)
  for (const { name, run } of variants) {
    const before = process.cpuUsage()
    for (let i = 0; i < perRound; i++) await run()
    await new Promise((resolve) => setTimeout(resolve, 0))
    const { user, system } = process.cpuUsage(before)
    if (round >= 0) times.get(name)?.push((user + system) / perRound)
  }

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
const base = median(times.get('no telemetry') ?? [])
console.log(`µs of CPU per request, median of ${String(rounds)} rounds`)
for (const { name } of variants) {
  const all = times.get(name) ?? []
  const own = median(all) - base
  const spread = `${Math.min(...all).toFixed(1)}–${Math.max(...all).toFixed(1)}`
  console.log(`${name.padEnd(46)} ${median(all).toFixed(2)} (${spread})  on top: ${own.toFixed(2)}`)
}
if (written.chars === 0) throw new Error('Nothing was written: this measured nothing.')
await provider.shutdown()
