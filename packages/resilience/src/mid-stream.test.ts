import type { StreamEvent } from '@signalbox/core'
import { checkEvents } from '@signalbox/testing'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { eventsOf, toyGateway } from '../test-support/toy-gateway.ts'
import { refused, streamed, toyTarget, type ToyHost } from '../test-support/toy-provider.ts'

const [a, b, c] = [toyTarget('a'), toyTarget('b'), toyTarget('c')]
const cut =
  (...texts: readonly string[]): ToyHost =>
  () =>
    streamed(texts, 'cut')
const ends =
  (...texts: readonly string[]): ToyHost =>
  () =>
    streamed(texts)

function textIn(events: readonly StreamEvent[]): string {
  return events.map((event) => (event.type === 'part-delta' ? event.text : '')).join('')
}

describe('a stream that breaks after its first content', () => {
  test('fails by default, with the reason, and nobody is asked again', async () => {
    const gateway = toyGateway({ a: cut('one '), b: ends('two') }, [a, b])
    const { reply, context } = gateway.ask({ stream: true })
    const events = await eventsOf(await reply)
    expect(textIn(events)).toBe('one ')
    expect(events.at(-1)).toMatchObject({ type: 'error', error: { message: 'truncated' } })
    expect(events.some(({ type }) => type === 'finish')).toBe(false)
    expect(gateway.hosts).toEqual(['a'])
    await gateway.clock.advance(0)
    expect(context.facts.attempts).toMatchObject([
      { reason: 'truncated', outcome: { status: 'failed' } },
    ])
  })

  test('is continued by the next target, and the client sees one stream', async () => {
    const hosts = { a: cut('one', ' two '), b: cut(' three'), c: ends(' ', 'four') }
    const gateway = toyGateway(hosts, [a, b, c], { midStream: 'continue' })
    const { reply, context } = gateway.ask({ stream: true, maxOutputTokens: 100 })
    const events = await eventsOf(await reply)
    expect(events.map(({ type }) => type)).toEqual([
      'start',
      'part-start',
      'part-delta',
      'part-delta',
      'part-delta',
      'part-delta',
      'part-delta',
      'part-end',
      'finish',
    ])
    expect(textIn(events)).toBe('one two three four')
    checkEvents(events)
    await gateway.clock.advance(0)
    expect(context.facts.attempts?.map(({ reason }) => reason)).toEqual([
      'truncated',
      'truncated',
      'ok',
    ])
    expect(gateway.sent().map((body) => JSON.parse(body) as unknown)).toMatchObject([
      { max: 100 },
      {
        max: 97,
        messages: [
          { role: 'user' },
          { role: 'assistant', content: [{ text: 'one two' }] },
          { role: 'user' },
        ],
      },
      { messages: [{}, { content: [{ text: 'one two three' }] }, {}] },
    ])
  })

  test('is a prefill where the target takes one', async () => {
    const prefill = toyTarget('b', { capabilities: { prefill: true } })
    const gateway = toyGateway({ a: cut('one'), b: ends(' two') }, [a, prefill], {
      midStream: 'continue',
    })
    expect(textIn(await eventsOf(await gateway.ask({ stream: true }).reply))).toBe('one two')
    expect(JSON.parse(gateway.sent()[1] ?? '')).toMatchObject({
      messages: [{ role: 'user' }, { role: 'assistant' }],
    })
  })

  test('tells its own end when nobody can continue it', async () => {
    const hosts = { a: cut('one'), b: () => refused('not_found') }
    const gateway = toyGateway(hosts, [a, b], { midStream: 'continue' })
    const events = await eventsOf(await gateway.ask({ stream: true }).reply)
    expect(events.at(-1)).toMatchObject({ type: 'error', error: { message: 'truncated' } })
    expect(gateway.hosts).toEqual(['a', 'b'])
  })

  test.each([
    ['JSON was asked for', { format: { type: 'json' } as const }],
    ['several answers were asked for', { candidates: 2 }],
    ['the provider keeps the state', { state: { store: true } }],
  ])('is not continued when %s', async (_name, request) => {
    const gateway = toyGateway({ a: cut('one'), b: ends('two') }, [a, b], { midStream: 'continue' })
    const events = await eventsOf(await gateway.ask({ stream: true, ...request }).reply)
    expect(events.at(-1)).toMatchObject({ type: 'error' })
    expect(gateway.hosts).toEqual(['a'])
  })

  test('costs attempts like any other', async () => {
    const hosts = { a: cut('1'), b: cut('2'), c: cut('3') }
    const gateway = toyGateway(hosts, [a, b, c], {
      midStream: 'continue',
      retry: { maxAttempts: 2 },
    })
    const events = await eventsOf(await gateway.ask({ stream: true }).reply)
    expect(textIn(events)).toBe('12')
    expect(events.at(-1)).toMatchObject({ type: 'error' })
    expect(gateway.hosts).toEqual(['a', 'b'])
  })

  test('joins any texts, cut anywhere, without losing or inventing a word or an end', async () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,4}$/), { minLength: 1, maxLength: 4 })
    const parts = fc.array(words, { minLength: 1, maxLength: 3 })
    await fc.assert(
      fc.asyncProperty(parts, fc.boolean(), async (texts, isWhole) => {
        const names = ['a', 'b', 'c'].slice(0, texts.length)
        const hosts = Object.fromEntries(
          names.map((name, index): [string, ToyHost] => {
            const isLast = isWhole && index === names.length - 1
            return [name, () => streamed(texts[index] ?? [], isLast ? 'done' : 'cut')]
          }),
        )
        const targets = names.map((name) => toyTarget(name))
        const gateway = toyGateway(hosts, targets, { midStream: 'continue' })
        const events = await eventsOf(await gateway.ask({ stream: true }).reply)
        expect(textIn(events)).toBe(texts.flat().join(''))
        expect(events.filter(({ type }) => type === 'start')).toHaveLength(1)
        expect(events.filter(({ type }) => type === 'finish')).toHaveLength(isWhole ? 1 : 0)
        expect(events.at(-1)?.type).toBe(isWhole ? 'finish' : 'error')
      }),
      { numRuns: 40 },
    )
  })
})
