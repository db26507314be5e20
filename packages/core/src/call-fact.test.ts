import { describe, expect, test } from 'vitest'

import { toyAdapter, toyTransport, type Script, bytes } from '../test-support/toy-wire.ts'
import {
  createContext,
  GatewayError,
  pipeline,
  Secret,
  upstream,
  type ChatRequest,
  type UpstreamOptions,
  type WireRequest,
} from './index.ts'

const target = { id: 'toy/m', provider: 'toy', model: 'm' }
const request: ChatRequest = { operation: 'chat', model: 'm', messages: [], stream: false }

async function call(script: Script, patch: Partial<UpstreamOptions> = {}, stream = false) {
  const transport = toyTransport(script)
  const run = pipeline(
    async (context, next) => {
      context.candidates = [target]
      await next()
    },
    upstream({
      adapters: [toyAdapter('toy', 'toy')],
      transport,
      keys: { pick: () => ({ id: 'blue', key: new Secret('s') }) },
      ...patch,
    }),
  )
  const context = createContext({ request: { ...request, stream } })
  try {
    const reply = await run(context)
    if (reply.type === 'stream') for await (const event of reply.events) void event
  } catch (error) {
    if (!GatewayError.is(error)) throw error
  }
  return { calls: context.facts.calls, transport }
}

const whole: Script = (to) => {
  to.onHead(200, ['content-type', 'application/json', 'request-id', 'req_9'])
  to.onData(bytes('{"id":"1","model":"m","text":"hello"}'))
  to.onEnd()
}

describe('what a call leaves in the facts', () => {
  test('a whole answer: whose key, which status, what it was', async () => {
    const { calls } = await call(whole)
    expect(calls).toMatchObject([
      { target, keyId: 'blue', status: 200, requestId: 'req_9', responseId: '1' },
    ])
    const [fact] = calls ?? []
    expect(fact?.endedMs).toBeGreaterThanOrEqual(fact?.startedMs ?? Infinity)
    expect(fact?.error).toBeUndefined()
  })

  test('a stream: how many pieces came, when the first content, and the end', async () => {
    const { calls } = await call(
      (to) => {
        to.onHead(200, ['content-type', 'text/event-stream'])
        to.onData(bytes('data: {"id":"7"}\n\n'))
        to.onData(bytes('data: {"t":"x"}\n\n'))
        to.onData(bytes('data: [DONE]\n\n'))
        to.onEnd()
      },
      {},
      true,
    )
    expect(calls).toMatchObject([{ chunks: 3, responseId: '7', status: 200 }])
    expect(calls?.[0]?.firstContentMs).toBeLessThanOrEqual(calls?.[0]?.endedMs ?? 0)
  })

  test('a failure: the error, also when nothing was sent', async () => {
    const sent = await call((to) => {
      to.onHead(503, ['content-type', 'application/json'])
      to.onData(bytes('{}'))
      to.onEnd()
    })
    expect(sent.calls?.[0]).toMatchObject({ status: 503, error: { name: 'GatewayError' } })
    const refuse = () => {
      throw new GatewayError('overloaded', 'No key is left.')
    }
    const unsent = await call(whole, { keys: { pick: refuse } })
    expect(unsent.calls?.[0]).toMatchObject({ error: { kind: 'overloaded' } })
    expect(unsent.calls?.[0]?.status).toBeUndefined()
    expect(unsent.calls?.[0]?.endedMs).toBeDefined()
  })
})

test('headers that somebody adds reach the provider', async () => {
  const headers: UpstreamOptions['headers'] = (context, fact) => [
    'traceparent',
    `${context.request.model} ${fact.target.id}`,
  ]
  const adapters = [{ ...toyAdapter('toy', 'toy'), authorize: (asked: WireRequest) => asked }]
  const { transport } = await call(whole, { headers, adapters })
  expect(transport.sent[0]?.headers).toEqual(expect.arrayContaining(['traceparent', 'm toy/m']))
})
