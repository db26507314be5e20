import type { Hints, Source } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { toyRequest } from '../test-support/toy-provider.ts'
import {
  attemptsOf,
  classOf,
  isHedgeable,
  isReplaySafe,
  patienceOf,
  waitMaxOf,
} from './request-plan.ts'

const from = (...headers: readonly string[]): { source: Source } => ({
  source: { wire: 'w', body: {}, headers },
})
const hinted = (hints: Hints) => toyRequest({ hints })

describe('what a request says of its time and class', () => {
  test.each([
    ['nothing', toyRequest(), Infinity],
    ['its own header', hinted({ timeoutMs: 5000 }), 4750],
    ['a short time', hinted({ timeoutMs: 100 }), 90],
    ['an SDK’s seconds', toyRequest(from('x-stainless-timeout', '600')), 599_750],
    ['nonsense', toyRequest(from('x-stainless-timeout', 'soon')), Infinity],
    ['no time at all', toyRequest(from('x-stainless-timeout', '0')), Infinity],
  ])('%s', (_name, request, patience) => {
    expect(patienceOf(request, 0)).toBe(patience)
  })

  test('its class is what it asks for, else standard', () => {
    expect(classOf(hinted({ priority: 'background' }), 0)).toBe('background')
    expect(classOf(toyRequest(), 0)).toBe('standard')
  })

  test('a deadline bounds its patience, and one that is far away its hurry', () => {
    const at = (deadline: number, more: Hints = {}) => hinted({ deadline, ...more })
    expect(patienceOf(at(10_000), 4000)).toBe(6000)
    expect(patienceOf(at(10_000), 12_000)).toBeLessThan(0)
    expect(patienceOf(hinted({ deadlineInMs: 7000 }), 4000)).toBe(7000)
    expect(patienceOf(at(10_000, { timeoutMs: 3250 }), 0)).toBe(3000)
    expect(classOf(at(10_000), 0)).toBe('standard')
    expect(classOf(at(60_000), 0)).toBe('background')
    expect(classOf(at(60_000, { priority: 'interactive' }), 0)).toBe('interactive')
    expect(waitMaxOf(at(600_000), 'background', 0)).toBe(600_000)
    expect(waitMaxOf(at(600_000), 'interactive', 0)).toBe(1000)
    expect(waitMaxOf(toyRequest(), 'background', 0)).toBe(30_000)
  })

  test('zero retries are one attempt', () => {
    expect(attemptsOf(hinted({ maxRetries: 0 }), 3)).toBe(1)
    expect(attemptsOf(hinted({ maxRetries: 7 }), 3)).toBe(3)
    expect(attemptsOf(toyRequest(), 0)).toBe(1)
  })
})

describe('what may run twice', () => {
  test('all but what runs tools at the provider, or what its client forbids', () => {
    const server = { type: 'server', wire: 'w', tool: 't', value: {} } as const
    expect(isReplaySafe(toyRequest())).toBe(true)
    expect(isReplaySafe(toyRequest({ tools: [{ type: 'function', name: 'f' }] }))).toBe(true)
    expect(isReplaySafe(toyRequest({ tools: [server] }))).toBe(false)
    expect(isReplaySafe(toyRequest(from('x-signalbox-no-replay', 'true')))).toBe(false)
    expect(isReplaySafe(toyRequest(from('x-signalbox-no-replay', 'false')))).toBe(true)
    expect(isReplaySafe({ operation: 'embed', model: 'm', inputs: [] })).toBe(true)
  })

  test('copies need a stream without state', () => {
    expect(isHedgeable(toyRequest({ stream: true }))).toBe(true)
    expect(isHedgeable(toyRequest())).toBe(false)
    expect(isHedgeable(toyRequest({ stream: true, state: { store: true } }))).toBe(false)
  })
})
