import { GatewayError, type Bus, type JsonObject, type Target } from '@signalbox/core'
import { expect, test } from 'vitest'

import { createBreakers, type Sample } from './breaker.ts'

const a: Target = { id: 'a', provider: 'a', model: 'm' }
const failure = new GatewayError('upstream_error', 'no', {
  origin: 'provider',
  verdict: 'transient',
})
const ok: Sample = { status: 'ok', durationMs: 0, stream: false }
const failed: Sample = { status: 'failed', durationMs: 0, stream: false, error: failure }

function localBus() {
  const listeners = new Set<(message: JsonObject) => void>()
  const sent: JsonObject[] = []
  const bus: Bus = {
    publish: async (_topic, message) => {
      sent.push(message)
      for (const listener of listeners) listener(message)
    },
    subscribe: (_topic, listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  return { bus, listeners, sent }
}

function replicas() {
  const clock = { at: 0, now: () => clock.at }
  const local = localBus()
  const options = { clock, random: () => 0.5, bus: local.bus }
  const [one, two] = [createBreakers(options), createBreakers(options)]
  const fail = (breakers: typeof one, times: number) => {
    for (let time = 0; time < times; time++) breakers.record(a, failed)
  }
  one.admit(a)
  two.admit(a)
  return { ...local, clock, one, two, fail }
}

test('what another replica saw is worth three failures, never five', () => {
  const { one, two, fail } = replicas()
  fail(one, 5)
  expect(two.state('a').state).toBe('healthy')
  fail(two, 1)
  expect(two.state('a').state).toBe('healthy')
  fail(two, 1)
  expect(two.state('a').state).toBe('open')
})

test('one own success outweighs it', () => {
  const { one, two, fail } = replicas()
  fail(one, 5)
  two.record(a, ok)
  fail(two, 4)
  expect(two.state('a').state).toBe('healthy')
})

test('it ends with the cool-down it told of, and with the recovery elsewhere', () => {
  const late = replicas()
  late.fail(late.one, 5)
  late.clock.at += 5001
  late.fail(late.two, 4)
  expect(late.two.state('a').state).toBe('healthy')
  const closed = replicas()
  closed.fail(closed.one, 5)
  closed.one.force('a', 'close')
  closed.fail(closed.two, 4)
  expect(closed.two.state('a').state).toBe('healthy')
})

test('neither own messages nor nonsense count', async () => {
  const { bus, sent, one, fail } = replicas()
  fail(one, 5)
  one.force('a', 'close')
  const [message] = sent
  await bus.publish('signalbox.breaker', { ...message })
  for (const strange of [{}, { key: 1 }, { key: 'a|m||||', ttlMs: -5 }, { key: 'x', ttlMs: 9e9 }])
    await bus.publish('signalbox.breaker', strange)
  fail(one, 4)
  expect(one.state('a').state).toBe('healthy')
})

test('a bus that is down changes nothing and is told', async () => {
  const errors: unknown[] = []
  const breakers = createBreakers({
    bus: { publish: () => Promise.reject(new Error('down')), subscribe: () => () => undefined },
    onBusError: (error) => errors.push(error),
  })
  for (let time = 0; time < 5; time++) breakers.record(a, failed)
  await Promise.resolve()
  expect([breakers.state('a').state, errors]).toEqual(['open', [new Error('down')]])
})

test('leaves no listener behind', () => {
  const { listeners, one, two } = replicas()
  one.close()
  two.close()
  expect(listeners.size).toBe(0)
})
