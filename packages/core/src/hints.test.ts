import { describe, expect, test } from 'vitest'

import { GatewayError } from './errors.ts'
import { sourceOf, takeHints } from './hints.ts'

describe('body hints', () => {
  test('are taken out, and nothing else is', () => {
    const taken = takeHints(
      {
        model: 'm',
        models: ['a', 'b'],
        provider: {
          order: ['x'],
          sort: 'price',
          allow_fallbacks: false,
          max_price: { prompt: '1.5' },
        },
        metadata: { task: 't' },
      },
      [],
    )
    expect(taken.body).toEqual({ model: 'm', metadata: { task: 't' } })
    expect(taken).toMatchObject({
      changed: true,
      hints: {
        models: ['a', 'b'],
        order: ['x'],
        sort: 'price',
        allowFallbacks: false,
        maxPrice: { prompt: 1.5 },
      },
    })
  })

  test('leave fields of the same name alone that are not hints', () => {
    const body = { models: 'x', provider: 'y' }
    expect(takeHints(body, [])).toEqual({ body, changed: false })
  })

  test.each([
    [{ models: [1] }, 'models'],
    [{ provider: { only: 'x' } }, 'provider.only'],
    [{ provider: { sort: 'best' } }, 'provider.sort'],
    [{ provider: { allow_fallbacks: 1 } }, 'provider.allow_fallbacks'],
    [{ provider: { max_price: { prompt: -1 } } }, 'provider.max_price.prompt'],
  ])('%j is refused by name', (body, param) => {
    expect(paramOf(() => takeHints(body, []))).toBe(param)
  })
})

describe('header hints', () => {
  test('are read and checked', () => {
    const { hints, sessionId, metadata } = takeHints({}, [
      'x-signalbox-route',
      'support',
      'x-signalbox-tags',
      'a, b',
      'x-signalbox-strict',
      '1',
      'x-signalbox-metadata',
      '{"task":"sum","n":1}',
      'x-signalbox-timeout-ms',
      '500',
      'x-signalbox-deadline',
      '2h',
      'x-signalbox-session-id',
      's',
    ])
    expect(hints).toEqual({
      route: 'support',
      tags: ['a', 'b'],
      strict: true,
      task: 'sum',
      timeoutMs: 500,
      deadlineInMs: 7_200_000,
    })
    expect({ sessionId, metadata }).toEqual({ sessionId: 's', metadata: { task: 'sum', n: '1' } })
  })

  test.each([
    ['tags', 'a,,b'],
    ['metadata', '[1]'],
    ['metadata', '{'],
    ['timeout-ms', '-1'],
    ['timeout-ms', '1.5'],
    ['max-retries', 'many'],
    ['cache', 'on'],
    ['priority', 'high'],
    ['deadline', 'soon'],
    ['strict', 'yes'],
    ['session-id', 'x'.repeat(129)],
  ])('%s: %s is refused by name', (name, value) => {
    expect(paramOf(() => takeHints({}, [`x-signalbox-${name}`, value]))).toBe(`x-signalbox-${name}`)
  })
})

describe('the source', () => {
  const body = new TextEncoder().encode('{"a":1}')
  const inbound = { method: 'POST', path: '/', query: '', headers: [], body }

  test('keeps bytes that say what the body says', () => {
    expect(sourceOf('w', takeHints({ a: 1 }, []), inbound).bytes).toBe(body)
  })

  test('drops them once a hint was taken out, and behind a byte order mark', () => {
    expect(sourceOf('w', takeHints({ a: 1, models: [] }, []), inbound).bytes).toBeUndefined()
    const marked = { ...inbound, body: new Uint8Array([0xef, 0xbb, 0xbf, ...body]) }
    expect(sourceOf('w', takeHints({ a: 1 }, []), marked).bytes).toBeUndefined()
  })
})

function paramOf(run: () => unknown): string | undefined {
  try {
    run()
  } catch (error) {
    if (GatewayError.is(error)) return error.details.param
    throw error
  }
  return undefined
}
