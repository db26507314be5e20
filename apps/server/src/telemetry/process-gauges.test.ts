import { simulate } from '@signalbox/simulator'
import { arrayBackend, createTelemetry } from '@signalbox/telemetry'
import { expect, test } from 'vitest'

import { parseConfig } from '../config/parse-config.ts'
import { createGateway } from '../create-gateway.ts'
import { watchGauges, type Gauged } from './process-gauges.ts'

type Queues = ReturnType<Gauged['resilience']['resilience']['queues']>

function gauges(queues: () => Queues) {
  const metrics = arrayBackend()
  const telemetry = createTelemetry({ metrics: { backend: metrics } })
  const end = watchGauges(telemetry, () => ({
    resilience: { resilience: { providers: () => [], queues } },
    routing: {
      router: { drift: () => [{ kind: 'tokenizer', provider: 'p', model: 'm', ratio: 1.25 }] },
      prices: {
        catalog: { sources: () => [{ source: 'models.dev', at: Date.now() - 7_200_000 }] },
      },
    },
  }))
  const read = (name: string) =>
    metrics
      .render()
      .split('\n')
      .filter((line) => line.startsWith(name))
  return { read, end }
}

test('the depth of every queue is told, and 0 when its provider is gone', () => {
  let queues: Queues = [
    { lane: 'standard', provider: 'p', waiting: 3 },
    { lane: 'deferrable', provider: undefined, waiting: 7 },
  ]
  const { read, end } = gauges(() => queues)
  expect(read('signalbox_queue_depth')).toEqual([
    'signalbox_queue_depth{lane="standard",provider="p"} 3',
    'signalbox_queue_depth{lane="deferrable"} 7',
  ])
  queues = [{ lane: 'deferrable', provider: undefined, waiting: 2 }]
  expect(read('signalbox_queue_depth')).toEqual([
    'signalbox_queue_depth{lane="standard",provider="p"} 0',
    'signalbox_queue_depth{lane="deferrable"} 2',
  ])
  end()
})

test('the drift of models and the age of price lists are told', () => {
  const { read, end } = gauges(() => [])
  expect(read('signalbox_tokens')).toEqual([
    'signalbox_tokens_ratio_drift{provider="p",model="m",kind="tokenizer"} 1.25',
  ])
  const [age = ''] = read('signalbox_price_age')
  expect(age).toMatch(/^signalbox_price_age\{source="models.dev"\} /u)
  expect(Number(age.split(' ')[1])).toBeCloseTo(7200, 0)
  end()
})

test('a circuit that opens is counted, with its cause', async () => {
  const simulator = await simulate({ port: 0, seed: 1 })
  const config = await parseConfig({
    version: 1,
    server: { adminKey: 'admin-secret' },
    providers: {
      main: { adapter: 'openai', apiKey: 'sk-x', baseUrl: `${simulator.url}/openai/v1` },
    },
    resilience: { maxAttempts: 1, breaker: { consecutiveFailures: 2 } },
  })
  const gateway = createGateway(config)
  const call = async (path: string, body?: object) => {
    const response = await gateway.fetch(
      new Request(`http://gateway${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: { 'content-type': 'application/json', authorization: 'Bearer admin-secret' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    )
    return response.text()
  }
  const messages = [{ role: 'user', content: 'hi' }]
  for (let i = 0; i < 2; i++)
    await call('/v1/chat/completions', { model: 'main/sim?fail=503:1', messages })
  const text = await call('/metrics')
  const transitions = text
    .split('\n')
    .filter((line) => line.startsWith('signalbox_circuit_transitions_total{'))
  expect(transitions).toEqual([
    'signalbox_circuit_transitions_total{provider="main",model="sim?fail=503:1",from="healthy",to="open",cause="consecutive_failures"} 1',
  ])
  expect(text).toContain('signalbox_queue_depth{lane="standard",provider="main"} 0')
  await gateway.close()
  await simulator.close()
})
