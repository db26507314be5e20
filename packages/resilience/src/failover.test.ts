import {
  createContext,
  GatewayError,
  pipeline,
  type ChatRequest,
  type ErrorDetails,
  type Middleware,
  type Target,
} from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { failover } from './failover.ts'

const request: ChatRequest = { operation: 'chat', model: 'm', messages: [], stream: false }
const targets = ['a', 'b', 'c', 'd'].map((id): Target => ({ id, provider: id, model: 'm' }))
const provider = { origin: 'provider', scope: 'target', verdict: 'overloaded' } as const

function run(
  failing: Readonly<Record<string, GatewayError>>,
  options: { maxAttempts?: number; maxRetries?: number } = {},
) {
  const tried: string[] = []
  const answer: Middleware = async (context) => {
    const id = context.target?.id ?? ''
    tried.push(id)
    const error = failing[id]
    if (error !== undefined) throw error
    context.response = { type: 'completion', completion: { id, model: 'm', candidates: [] } }
  }
  const hints = options.maxRetries === undefined ? undefined : { maxRetries: options.maxRetries }
  const context = createContext({ request: { ...request, hints } })
  context.candidates = targets
  const reply = pipeline(failover({ maxAttempts: options.maxAttempts }), answer)(context)
  return { context, reply, tried }
}

const busy = (details: Partial<ErrorDetails> = {}) =>
  new GatewayError('overloaded', 'busy', { ...provider, ...details })

describe('failover', () => {
  test('answers from the first target that can, and says what happened before', async () => {
    const { context, reply, tried } = run({ a: busy(), b: busy() })
    expect(await reply).toMatchObject({ completion: { id: 'c' } })
    expect(tried).toEqual(['a', 'b', 'c'])
    expect(context.target?.id).toBe('c')
    expect(context.facts.attempts?.map(({ outcome }) => outcome.status)).toEqual([
      'failed',
      'failed',
      'ok',
    ])
  })

  test('gives up after maxAttempts with the last error', async () => {
    const { reply, tried } = run({ a: busy(), b: busy(), c: busy() })
    await expect(reply).rejects.toThrow('busy')
    expect(tried).toEqual(['a', 'b', 'c'])
  })

  test.each([
    ['the request’s own fault', busy({ scope: 'request' })],
    ['a refusal of the gateway', new GatewayError('permission', 'no')],
    ['a client that left', new GatewayError('cancelled', 'gone', provider)],
    ['a bug', new GatewayError('internal', 'oops', provider)],
  ])('does not repeat what cannot succeed: %s', async (_name, error) => {
    const { reply, tried } = run({ a: error })
    await expect(reply).rejects.toBe(error)
    expect(tried).toEqual(['a'])
  })

  test('obeys a caller who wants fewer attempts, never more', async () => {
    const none = run({ a: busy() }, { maxRetries: 0 })
    await expect(none.reply).rejects.toThrow('busy')
    expect(none.tried).toEqual(['a'])
    const many = run({ a: busy(), b: busy() }, { maxAttempts: 2, maxRetries: 9 })
    await expect(many.reply).rejects.toThrow('busy')
    expect(many.tried).toEqual(['a', 'b'])
  })
})
