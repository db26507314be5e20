import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { trace } from '@opentelemetry/api'
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace'
import { GatewayError, type Transport } from '@signalbox/core'
import { expect, test } from 'vitest'

import { parseConfig } from '../config/parse-config.ts'
import type { TelemetrySection } from '../config/sections/telemetry.ts'
import { createGateway } from '../create-gateway.ts'

const providerKey = 'sk-canary-provider-0123456789'
const clientKey = 'sk-canary-client-0123456789'
// Somebody pastes a key, his own or one of ours.
const prompt = `canary-prompt ${providerKey}`

/** A provider that answers with whatever it was told, in the way that its model's name asks for. */
const transport: Transport = {
  dispatch(request, handler) {
    const body = String(request.body)
    const echo = JSON.stringify({ error: { message: `bad: ${request.headers.join(' ')} ${body}` } })
    let isOver = false
    const once = (act: () => void) => {
      if (!isOver) act()
      isOver = true
    }
    const answer = (status: number, text: string) => () => {
      handler.onHead(status, ['content-type', 'application/json', 'x-request-id', 'req_1'])
      handler.onData(Buffer.from(text))
      handler.onEnd()
    }
    if (body.includes('model-500')) setImmediate(() => once(answer(500, echo)))
    else if (body.includes('model-401')) setImmediate(() => once(answer(401, echo)))
    else if (body.includes('model-broken')) setImmediate(() => once(answer(200, `{"${prompt}`)))
    else if (!body.includes('model-silent')) setImmediate(() => once(answer(200, whole)))
    return {
      pause: () => undefined,
      resume: () => undefined,
      abort(reason) {
        setImmediate(() => {
          once(() => {
            handler.onError(GatewayError.from(reason))
          })
        })
      },
    }
  },
}
const message = { role: 'assistant', content: 'canary-answer' }
const whole = JSON.stringify({
  id: 'c',
  object: 'chat.completion',
  created: 1,
  model: 'm',
  choices: [{ index: 0, message, finish_reason: 'stop' }],
  usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
})

/** Plays every kind of end, and gathers all that was said, shown and written of it. */
async function play({ requests, ...telemetry }: TelemetrySection) {
  const folder = mkdtempSync(join(tmpdir(), 'canary-'))
  const spans = new InMemorySpanExporter()
  trace.setGlobalTracerProvider(
    new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter: spans })] }),
  )
  const logged: string[] = []
  const log = (text: string, fields?: object) => {
    logged.push(`${text} ${JSON.stringify(fields)}`)
  }
  const config = await parseConfig({
    version: 1,
    server: { adminKey: 'admin-canary-key' },
    providers: {
      acme: { adapter: 'openai', apiKey: providerKey },
    },
    resilience: { maxAttempts: 1 },
    telemetry: { ...telemetry, requests: { file: join(folder, 'requests.db'), ...requests } },
  })
  const gateway = createGateway(config, {
    transport,
    logger: { debug: log, info: log, warn: log, error: log },
  })
  const call = (path: string, body?: string, signal?: AbortSignal) =>
    gateway.fetch(
      new Request(`http://gateway${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          'content-type': 'application/json',
          'x-signalbox-timeout-ms': '500',
          authorization: `Bearer ${body === undefined ? 'admin-canary-key' : clientKey}`,
        },
        ...(body === undefined ? {} : { body }),
        ...(signal === undefined ? {} : { signal }),
      }),
    )
  const chat = (model: string) =>
    JSON.stringify({ model, messages: [{ role: 'user', content: prompt }] })
  const statuses: number[] = []
  for (const model of [
    'acme/m',
    'acme/model-500',
    'acme/model-401',
    'acme/model-broken',
    'acme/model-silent',
    'nobody/m',
  ])
    statuses.push((await call('/v1/chat/completions', chat(model))).status)
  statuses.push((await call('/v1/chat/completions', `{"${prompt}`)).status)
  const leaving = new AbortController()
  setTimeout(() => {
    leaving.abort()
  }, 50)
  await call('/v1/chat/completions', chat('acme/model-silent'), leaving.signal).catch(
    () => undefined,
  )
  const pages = [
    '/metrics',
    '/admin/v1/requests?limit=100',
    '/admin/v1/overview',
    '/admin/v1/usage?group_by=key',
    '/admin/v1/series?by=model',
  ]
  const told = await Promise.all(pages.map(async (page) => (await call(page)).text()))
  const { data } = JSON.parse(told[1] ?? '') as { data: { id: string }[] }
  for (const { id } of data) told.push(await (await call(`/admin/v1/requests/${id}`)).text())
  await gateway.close()
  const files = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'latin1'))
  rmSync(folder, { recursive: true, force: true })
  trace.disable()

  expect(statuses).toEqual([200, 502, 502, 502, 504, 404, 400])
  expect(data.length).toBeGreaterThanOrEqual(7)
  expect(files.join('').length).toBeGreaterThan(1000)
  expect(spans.getFinishedSpans().length).toBeGreaterThan(10)
  const seen = spans
    .getFinishedSpans()
    .map(({ attributes, events, status }) => [attributes, events, status])
  return [...logged, ...told, ...files, JSON.stringify(seen)]
}

test('no key, prompt or answer is in any log, span, metric, row, sum or file, whatever happened', async () => {
  for (const text of await play({})) {
    expect(text).not.toContain('canary-prompt')
    expect(text).not.toContain('canary-answer')
    expect(text).not.toContain('sk-canary')
  }
})

test('with all content kept and told, a key is nowhere still', async () => {
  const texts = await play({ content: 'on', requests: { content: { days: 1 } } })
  expect(texts.join('')).toContain('canary-prompt')
  expect(texts.join('')).toContain('canary-answer')
  for (const text of texts) expect(text).not.toContain('sk-canary')
})
