import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { simulate, type Simulator } from '@signalbox/simulator'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { parseConfig } from '../config/parse-config.ts'
import { createGateway, type Gateway } from '../create-gateway.ts'

const folder = mkdtempSync(join(tmpdir(), 'telemetry-'))
let simulator: Simulator
let gateway: Gateway
beforeAll(async () => {
  simulator = await simulate({ port: 0, seed: 1 })
  const config = await parseConfig({
    version: 1,
    server: { adminKey: 'admin-secret' },
    providers: {
      main: {
        adapter: 'openai',
        apiKey: 'sk-canary-provider-key',
        baseUrl: `${simulator.url}/openai/v1`,
      },
    },
    telemetry: {
      requests: { file: join(folder, 'requests.db') },
      traces: { traceUrlTemplate: 'https://traces.example/{trace_id}' },
    },
  })
  gateway = createGateway(config)
})
afterAll(async () => {
  await gateway.close()
  await simulator.close()
  rmSync(folder, { recursive: true, force: true })
})

const call = (path: string, init: RequestInit = {}, key = 'admin-secret') =>
  gateway.fetch(
    new Request(`http://gateway${path}`, {
      ...init,
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${key}`,
        ...(init.headers as Record<string, string> | undefined),
      },
    }),
  )
const read = async (path: string) => (await (await call(path)).json()) as Record<string, unknown>

const ask = async (model: string, headers: Record<string, string> = {}, more: object = {}) => {
  const response = await call('/v1/chat/completions', {
    method: 'POST',
    headers,
    body: JSON.stringify({
      model,
      messages: [{ role: 'user', content: 'canary-prompt' }],
      ...more,
    }),
  })
  await response.text()
  return response
}

describe('a request that was served', () => {
  test('is known by its id: tokens, attempts and what its provider called it', async () => {
    const trace = '0af7651916cd43dd8448eb211c80319c'
    const response = await ask('main/sim?usage=100,20', {
      'x-request-id': 'mine-1',
      traceparent: `00-${trace}-b7ad6b7169203331-01`,
    })
    expect(response.headers.get('x-request-id')).toBe('mine-1')
    expect(response.headers.get('server-timing')).toMatch(
      /^gw;dur=[\d.]+, queue;dur=0, upstream;dur=/,
    )
    const generation = await read('/v1/generations/mine-1')
    expect(generation).toMatchObject({
      id: 'mine-1',
      provider: 'main',
      trace_id: trace,
      input_tokens: 100,
      output_tokens: 20,
      attempts: [{ n: 1, reason: 'first', outcome: 'ok', status: 200, key: 'default' }],
    })
    const [attempt] = generation['attempts'] as Record<string, unknown>[]
    expect(attempt?.['upstream_request_id']).toMatch(/^req_/)
    expect(await read('/admin/v1/requests/mine-1')).toMatchObject({
      trace_url: `https://traces.example/${trace}`,
    })
    expect((await call('/v1/generations/never')).status).toBe(404)
  })

  test('is in the sums, the list, the overview and the metrics', async () => {
    await ask('main/sim?fail=400:1')
    await ask('main/sim?usage=7,3', {}, { stream: true })
    await call('/v1/chat/completions', { method: 'POST', body: '{' })
    const usage = await read('/admin/v1/usage?group_by=provider')
    expect(usage['totals']).toMatchObject({
      requests: 4,
      attempts: 3,
      errors: 2,
      input_tokens: 107,
      output_tokens: 23,
    })
    expect(usage['groups']).toMatchObject([
      { group: '', requests: 1 },
      { group: 'main', requests: 3 },
    ])
    const list = await read('/admin/v1/requests?limit=2')
    expect(list['data']).toHaveLength(2)
    expect(typeof list['next']).toBe('string')
    const overview = await read('/admin/v1/overview')
    expect(overview).toMatchObject({
      totals: { requests: 4, ok: 2, refused: 2 },
      providers: [{ group: 'main', attempts: 3 }],
    })
    expect(await read('/admin/v1/series?by=provider')).toMatchObject({
      series: [{ group: 'main' }],
    })
    const metrics = await (await call('/metrics')).text()
    expect(metrics).toMatch(
      /signalbox_attempts_total\{outcome="ok",reason="first",provider="main",model="sim\?usage=100,20"\} 1\n/,
    )
    expect(metrics).toMatch(/gen_ai_client_token_usage_sum\{[^}]*gen_ai_token_type="input"\} 100\n/)
    expect(metrics).toContain('http_response_status_code="400"')
    expect(metrics).toMatch(/signalbox_circuit_state\{provider="main"/)
    expect(metrics).toContain('signalbox_process_heap ')
  })

  test('can be exported as a table', async () => {
    const usage = await call('/admin/v1/usage?group_by=day&format=csv')
    expect(usage.headers.get('content-type')).toContain('text/csv')
    const [head, row] = (await usage.text()).split('\r\n')
    expect(head).toMatch(/^group,requests,attempts,errors,input_tokens/)
    expect(row).toMatch(/^\d{4}-\d\d-\d\d,4,3,2,107/)
    const list = await call('/admin/v1/requests', { headers: { accept: 'text/csv' } })
    expect((await list.text()).split('\r\n')).toHaveLength(6)
  })

  test('passes by live, and again for a reader that comes back', async () => {
    const first = await call('/admin/v1/live')
    const reader = first.body?.pipeThrough(new TextDecoderStream()).getReader()
    await reader?.read()
    await ask('main/sim-live')
    const { value = '' } = (await reader?.read()) ?? {}
    await reader?.cancel()
    expect(value).toMatch(/^id: \d+\nevent: request\ndata: \{"id":/)
    expect(value).toContain('"model":"sim-live"')
    const again = await call('/admin/v1/live', { headers: { 'last-event-id': '0' } })
    const back = again.body?.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    while (!text.includes('sim-live')) text += (await back?.read())?.value ?? ''
    await back?.cancel()
    expect(text).toContain('"id":"mine-1"')
  })
})

test('a live reader is let go when the server stops, so that it can', async () => {
  const other = createGateway(
    await parseConfig({
      version: 1,
      providers: { local: { adapter: 'vllm', baseUrl: 'http://127.0.0.1:1/v1' } },
    }),
  )
  const { body } = await other.fetch(new Request('http://127.0.0.1/admin/v1/live'))
  other.drain()
  expect(await new Response(body).text()).toBe(': live\n\n')
  await other.close()
})

describe('nobody is told', () => {
  test('without the key', async () => {
    for (const path of ['overview', 'series', 'usage', 'requests', 'requests/mine-1', 'live'])
      expect((await call(`/admin/v1/${path}`, {}, 'wrong')).status).toBe(401)
  })

  test('a prompt, an answer or a key, wherever one looks', async () => {
    const seen = await Promise.all(
      [
        '/metrics',
        '/admin/v1/requests',
        '/admin/v1/requests/mine-1',
        '/admin/v1/overview',
        '/v1/generations/mine-1',
      ].map(async (path) => (await call(path)).text()),
    )
    expect(seen.join('\n')).not.toMatch(/canary/)
  })
})

test('a wrong question is answered with what would be right', async () => {
  for (const [query, words] of [
    ['usage?group_by=user', 'provider, model, route, tenant, key, day'],
    ['usage?from=yesterday', 'an ISO time'],
    ['usage?from=2026-01-02&to=2026-01-01', 'before'],
    ['requests?limit=-1', 'a number'],
  ] as const) {
    const response = await call(`/admin/v1/${query}`)
    expect(response.status).toBe(400)
    expect(await response.text()).toContain(words)
  }
})
