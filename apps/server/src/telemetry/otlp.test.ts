import { trace } from '@opentelemetry/api'
import { simulate, type Simulator } from '@signalbox/simulator'
import OpenAI from 'openai'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

import { parseConfig } from '../config/parse-config.ts'
import { createGateway, type Gateway } from '../create-gateway.ts'
import { otlpReceiver, type OtlpReceiver, type ReceivedLine } from './otlp-receiver.fixture.ts'
import { otlpSettings } from './otlp-settings.ts'

let simulator: Simulator
let receiver: OtlpReceiver
let gateway: Gateway
beforeAll(async () => {
  simulator = await simulate({ port: 0, seed: 1 })
  receiver = await otlpReceiver()
  const config = await parseConfig({
    version: 1,
    providers: {
      main: { adapter: 'openai', apiKey: 'sk-canary-key', baseUrl: `${simulator.url}/openai/v1` },
      peer: { adapter: 'vllm', baseUrl: `${simulator.url}/openai/v1` },
    },
    telemetry: {
      logs: { otlp: true },
      content: 'on',
      otlp: {
        endpoint: receiver.url,
        headers: { 'x-collector': 'token-1' },
        metricsEverySeconds: 1,
      },
      propagateTrace: ['peer'],
    },
  })
  gateway = createGateway(config)
  await vi.waitFor(
    async () => {
      const { status } = await gateway.fetch(new Request('http://gateway/readyz'))
      if (status !== 200) throw new Error('not ready')
    },
    { timeout: 60_000, interval: 100 },
  )
}, 90_000)
afterAll(async () => {
  await gateway.close()
  await receiver.close()
  await simulator.close()
})

/** A client as an application has it that traces its own calls. */
function tracedClient() {
  const tracer = trace.getTracer('application')
  return new OpenAI({
    apiKey: 'any',
    baseURL: 'http://gateway/v1',
    fetch: async (url, init) => {
      const span = tracer.startSpan('application call')
      const { traceId, spanId } = span.spanContext()
      const request = new Request(url, init)
      request.headers.set('traceparent', `00-${traceId}-${spanId}-01`)
      const response = await gateway.fetch(request)
      span.end()
      return response
    },
  })
}

test("an OpenAI client's call, the gateway's and the provider's are one trace in the collector", async () => {
  const { choices } = await tracedClient().chat.completions.create({
    model: 'main/sim-traced',
    messages: [{ role: 'user', content: 'canary-prompt' }],
  })
  expect(choices).toHaveLength(1)
  const found = (name: string) => receiver.spans.find((span) => span.name === name)
  await expect.poll(() => found('chat sim-traced'), { timeout: 20_000 }).toBeDefined()
  const [app, server, call] = [
    'application call',
    'POST /v1/chat/completions',
    'chat sim-traced',
  ].map(found)
  expect([server?.kind, call?.kind]).toEqual([2, 3])
  expect(server?.parentSpanId).toBe(app?.spanId)
  expect(call?.parentSpanId).toBe(server?.spanId)
  expect(new Set([app, server, call].map((span) => span?.traceId)).size).toBe(1)
  expect(receiver.headers[0]?.['x-collector']).toBe('token-1')
}, 60_000)

test('a trace goes on to a provider that is marked for it, and to no other', async () => {
  await simulator.clear()
  for (const model of ['main/sim-vendor', 'peer/sim-own'])
    await tracedClient().chat.completions.create({
      model,
      messages: [{ role: 'user', content: 'x' }],
    })
  const headers = new Map((await simulator.journal()).map((entry) => [entry.model, entry.headers]))
  expect(headers.get('sim-vendor')).not.toHaveProperty('traceparent')
  const found = (name: string) => receiver.spans.find((span) => span.name === name)
  await expect.poll(() => found('chat sim-own'), { timeout: 20_000 }).toBeDefined()
  const span = found('chat sim-own')
  expect(headers.get('sim-own')?.['traceparent']).toBe(
    `00-${span?.traceId ?? ''}-${span?.spanId ?? ''}-01`,
  )
}, 60_000)

test('log lines, failures and content arrive in their trace, and content is in no span', async () => {
  await simulator.control({ 'sim-failing': { fail: '400:1' } })
  const ask = (model: string) =>
    tracedClient()
      .chat.completions.create({ model, messages: [{ role: 'user', content: 'canary-words' }] })
      .catch(() => undefined)
  await ask('main/sim-told')
  await ask('main/sim-failing')
  const line = (wanted: string) =>
    receiver.lines.find(({ body, event }) => body === wanted || event === wanted)
  const failure = 'gen_ai.client.operation.exception'
  await expect.poll(() => line(failure), { timeout: 20_000 }).toBeDefined()
  const isDetails = ({ event }: ReceivedLine) => event.endsWith('.operation.details')
  expect(receiver.lines.filter(isDetails).some(({ text }) => text.includes('canary-words'))).toBe(
    true,
  )
  const span = receiver.spans.find(({ name }) => name === 'chat sim-told')
  const completed = receiver.lines.filter(({ body }) => body === 'request completed')
  expect(completed.some(({ traceId }) => traceId === span?.traceId)).toBe(true)
  expect(line(failure)?.traceId).toMatch(/^[\da-f]{32}$/)
  const withoutContent = receiver.lines.filter((each) => !isDetails(each))
  for (const { text } of [...withoutContent, ...receiver.spans])
    expect(text).not.toMatch(/canary-words|sk-canary/)
}, 60_000)

test('metrics arrive too, under the names of the table', async () => {
  await expect.poll(() => receiver.metricNames.size, { timeout: 20_000 }).toBeGreaterThan(5)
  for (const name of [
    'gen_ai.client.operation.duration',
    'signalbox.attempts',
    'http.server.request.duration',
  ])
    expect(receiver.metricNames).toContain(name)
}, 60_000)

test('a collector that is gone holds up no request', async () => {
  await receiver.close()
  const startedAt = performance.now()
  for (let i = 0; i < 20; i++)
    await tracedClient().chat.completions.create({
      model: 'main/sim-alone',
      messages: [{ role: 'user', content: 'x' }],
    })
  expect((performance.now() - startedAt) / 20).toBeLessThan(500)
  await vi.waitFor(
    async () => {
      const metrics = await gateway.fetch(new Request('http://gateway/metrics'))
      expect(await metrics.text()).toMatch(
        /signalbox_telemetry_dropped_total\{kind="otlp",reason="export_failed"\} \d/,
      )
    },
    { timeout: 40_000, interval: 500 },
  )
}, 60_000)

test('without an endpoint nothing is loaded or sent', () => {
  expect(otlpSettings({}, {})).toBeUndefined()
  expect(otlpSettings({ enabled: false, otlp: { endpoint: 'http://x' } }, {})).toBeUndefined()
  expect(otlpSettings({}, { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:4318/' })).toMatchObject({
    endpoint: 'http://c:4318',
    traces: true,
    logs: false,
    sampleRatio: 1,
  })
})
