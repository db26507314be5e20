import { describe, expect, test } from 'vitest'

import { bytes, toyAdapter, toyTransport, type Script } from '../test-support/toy-wire.ts'
import {
  createContext,
  pipeline,
  Secret,
  upstream,
  type Adapter,
  type ChatRequest,
  type GatewayError,
  type Observation,
} from './index.ts'

const target = { id: 'toy/m', provider: 'toy', model: 'm' }
const keys = { pick: () => ({ id: 'k', key: new Secret('s') }) }
const request: ChatRequest = { operation: 'chat', model: 'm', messages: [], stream: false }

function make(script: Script, patch: Partial<Adapter> = {}, listen = true) {
  const seen: Observation[] = []
  const transport = toyTransport(script)
  const run = pipeline(
    async (context, next) => {
      context.candidates = [target]
      await next()
    },
    upstream({
      adapters: [{ ...toyAdapter('toy', 'toy'), ...patch }],
      transport,
      keys,
      maxBytes: 1000,
      observe: (one) => {
        seen.push(one)
        if (!listen) throw new Error('broken observer')
      },
    }),
  )
  const logged: string[] = []
  const quiet = () => undefined
  const logger = { debug: quiet, info: quiet, warn: quiet, error: (s: string) => logged.push(s) }
  const ask = () => run(createContext({ request, logger }))
  const failure = () =>
    ask().then(
      () => Promise.reject(new Error('it should have failed')),
      (error: GatewayError) => error,
    )
  return { ask, failure, seen, logged, transport }
}

const head =
  (type: string, ...chunks: readonly string[]): Script =>
  (to) => {
    to.onHead(200, ['content-type', type])
    for (const chunk of chunks) to.onData(bytes(chunk))
    to.onEnd()
  }

const text = 'x'.repeat(600)
const frame = `data: {"t":"${text}"}\n\n`

describe('a client that wants a whole answer', () => {
  test('gets it from a stream, folded', async () => {
    const { ask } = make(head('text/event-stream', frame, 'data: [DONE]\n\n'))
    expect(await ask()).toMatchObject({
      completion: { candidates: [{ message: { content: [{ type: 'text', text }] } }] },
    })
  })

  test('is refused one that would fill the memory, and the call ends', async () => {
    const whole = make(head('application/json', text, text))
    const folded = make((to) => {
      to.onHead(200, ['content-type', 'text/event-stream'])
      for (let i = 0; i < 3; i++) to.onData(bytes(frame))
    })
    for (const { failure, transport } of [whole, folded]) {
      expect((await failure()).message).toContain('larger than 1000 bytes')
      expect(transport.calls[0]?.aborted).toBeDefined()
    }
  })
})

test('a failure is observed once, with what the provider said about its limits', async () => {
  const limits = [{ unit: 'requests', remaining: 0 }] as const
  const refused: Script = (to) => {
    to.onHead(429, [])
    to.onEnd()
  }
  const { failure, seen } = make(refused, { readRateLimits: () => limits })
  const error = await failure()
  expect(seen).toEqual([{ target, key: 'k', limits, error }])
})

describe('a bug next to a call fails that call and nothing else', () => {
  const bug = new TypeError('broken')
  const throwing = () => {
    throw bug
  }

  test('in the triage of errors', async () => {
    const refused: Script = (to) => {
      to.onHead(500, [])
      to.onEnd()
    }
    const { failure, seen } = make(refused, { classifyError: throwing })
    expect(await failure()).toBe(bug)
    expect(seen).toMatchObject([{ error: { kind: 'internal' } }])
  })

  test('in the codec, when the head comes', async () => {
    const [codec] = toyAdapter('toy', 'toy').chat ?? []
    if (codec === undefined) throw new Error('no codec')
    const { failure, transport } = make(head('text/event-stream', frame), {
      chat: [{ ...codec, decodeStream: throwing }],
    })
    expect(await failure()).toBe(bug)
    expect(transport.calls[0]?.aborted).toBe(bug)
  })

  test('in an observer, which is logged only', async () => {
    const { ask, logged } = make(
      head('application/json', '{"id":"1","model":"m","text":"hi"}'),
      {},
      false,
    )
    expect(await ask()).toMatchObject({ type: 'completion' })
    expect(logged).toEqual(['an observer of calls failed'])
  })
})
