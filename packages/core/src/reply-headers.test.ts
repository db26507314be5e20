import { describe, expect, test } from 'vitest'

import { aim, createContext } from './create-context.ts'
import { header } from './http.ts'
import { replyHeaders } from './reply-headers.ts'
import type { ChatRequest } from './request.ts'

const request: ChatRequest = { operation: 'chat', model: 'm', messages: [], stream: false }
const make = () => createContext({ request, id: 'r-1' })
const target = { id: 't', provider: 'acme', model: 'dee\r\nx: p' }

test('without a target they name the request, the cache and the time only', () => {
  const list = replyHeaders(make())
  expect(list.slice(0, 5)).toEqual([
    'x-request-id',
    'r-1',
    'x-signalbox-cache',
    'off',
    'server-timing',
  ])
  expect(list).toHaveLength(6)
})

test('a known cost is told to the last nano-USD, an unknown one is not', () => {
  const context = make()
  context.facts.cost = { nanoUsd: 1_500n, basis: 'provider_usage', confidence: 'verified' }
  expect(header(replyHeaders(context), 'x-signalbox-cost-usd')).toBe('0.0000015')
  context.facts.cost = { ...context.facts.cost, nanoUsd: null }
  expect(header(replyHeaders(context), 'x-signalbox-cost-usd')).toBeUndefined()
})

test('with one they say who answered, the how-manieth attempt, and why', () => {
  const context = make()
  aim(context, target)
  context.facts.route = 'fast'
  context.facts.decisionId = 'd-1'
  context.facts.cache = { kind: 'exact', result: 'miss' }
  const outcome = { status: 'failed', durationMs: 1 } as const
  context.facts.attempts = [1, 2].map(() => ({ target, reason: 'x', outcome }))
  const list = replyHeaders(context)
  expect(header(list, 'x-signalbox-provider')).toBe('acme')
  expect(header(list, 'x-signalbox-route')).toBe('fast')
  expect(header(list, 'x-signalbox-attempts')).toBe('2')
  expect(header(list, 'x-signalbox-cache')).toBe('miss')
  expect(header(list, 'x-signalbox-decision-id')).toBe('d-1')
})

test('no value can end a line', () => {
  const context = make()
  aim(context, target)
  context.warn({ code: 'dropped', path: 'tools[0].é\n', detail: 'x' })
  for (const text of replyHeaders(context)) expect(text).toMatch(/^[\x20-\x7e]*$/)
})

describe('warnings', () => {
  const warningsOf = (...paths: readonly string[]) => {
    const context = make()
    context.warn(...paths.map((path) => ({ code: 'dropped', path, detail: 'x' }) as const))
    return header(replyHeaders(context), 'x-signalbox-warnings')
  }

  test('are named once each', () => {
    expect(warningsOf('a', 'b', 'a')).toBe('dropped a, dropped b')
  })

  test('are cut with a count when there are too many', () => {
    const text = warningsOf(...Array.from({ length: 500 }, (_, i) => `messages[${String(i)}].name`))
    expect(text?.length).toBeLessThan(2100)
    const [, more] = /, and (\d+) more$/.exec(text ?? '') ?? []
    expect((text ?? '').split(', ').length - 1 + Number(more)).toBe(500)
  })
})
