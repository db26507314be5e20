import { describe, expect, test } from 'vitest'

import { WebSink } from './web-sink.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

function open() {
  const leave = new AbortController()
  const sink = new WebSink(leave.signal)
  const closes: boolean[] = []
  sink.onClose = (clean) => void closes.push(clean)
  return { sink, closes, leave }
}

async function readerOf(sink: WebSink) {
  const { body } = await sink.response
  if (body === null) throw new Error('no body')
  const reader = body.getReader()
  const next = async () => {
    const { value } = await reader.read()
    return value === undefined ? undefined : new TextDecoder().decode(value)
  }
  return { reader, next }
}

describe('a whole answer', () => {
  test('is one response with its length, in one piece or several', async () => {
    for (const pieces of [[], ['a', 'b']]) {
      const { sink, closes } = open()
      sink.head(201, ['x-a', '1', 'x-a', '2'], pieces.length + 1)
      for (const piece of pieces) sink.write(bytes(piece))
      sink.end('c')
      const response = await sink.response
      expect([response.status, response.headers.get('x-a')]).toEqual([201, '1, 2'])
      expect(response.headers.get('content-length')).toBe(String(pieces.length + 1))
      expect(await response.text()).toBe(`${pieces.join('')}c`)
      expect(closes).toEqual([true])
    }
  })

  test('that never came is no answer that hangs', async () => {
    for (const headed of [false, true])
      for (const how of ['abort', 'leave'] as const) {
        const { sink, closes, leave } = open()
        if (headed) sink.head(200, [], 3)
        if (how === 'abort') sink.abort(new Error('cut'))
        else leave.abort()
        expect((await sink.response).status).toBe(499)
        expect([sink.phase, closes]).toEqual(['aborted', [false]])
      }
  })
})

describe('a stream', () => {
  test('passes every chunk but empty ones, and ends once', async () => {
    const { sink, closes } = open()
    sink.head(200, [])
    sink.write(bytes('a'))
    sink.write(bytes(''))
    sink.writeText('é')
    sink.end('c')
    sink.end('d')
    sink.abort(new Error('late'))
    const { next } = await readerOf(sink)
    expect([await next(), await next(), await next(), await next()]).toEqual([
      'a',
      'é',
      'c',
      undefined,
    ])
    expect([sink.phase, closes]).toEqual(['ended', [true]])
  })

  test('that is aborted gives what was written, then the reason', async () => {
    const { sink, closes } = open()
    sink.head(200, [])
    sink.writeText('last words')
    sink.abort(new Error('cut'))
    sink.writeText('too late')
    sink.end()
    const { next } = await readerOf(sink)
    expect(await next()).toBe('last words')
    await expect(next()).rejects.toThrow('cut')
    expect([sink.phase, closes]).toEqual(['aborted', [false]])
  })

  test('asks for a pause at 64 KiB and says when there is room again', async () => {
    const { sink } = open()
    let drained = 0
    sink.onDrain = () => void drained++
    sink.head(200, [])
    const chunk = new Uint8Array(20_000)
    expect([0, 1, 2, 3].map(() => sink.write(chunk))).toEqual([true, true, true, false])
    const { next } = await readerOf(sink)
    expect(drained).toBe(0)
    await next()
    expect(drained).toBe(1)
    await next()
    expect(drained).toBe(1)
  })
})

describe('a reader that cancels', () => {
  test.each([
    'before any chunk',
    'with chunks waiting',
    'while it waits',
    'after the end',
  ] as const)('%s is told once, and no later write throws', async (when) => {
    const { sink, closes } = open()
    sink.head(200, [])
    const { reader } = await readerOf(sink)
    if (when === 'with chunks waiting') for (let i = 0; i < 3; i++) sink.writeText('x')
    const waiting = when === 'while it waits' ? reader.read() : undefined
    if (when === 'after the end') sink.end('x')
    await reader.cancel(new Error('enough'))
    expect(await waiting).toEqual(waiting === undefined ? undefined : { done: true })
    sink.write(bytes('x'))
    sink.writeText('x')
    sink.abort(new Error('cut'))
    sink.end('x')
    expect(closes).toEqual([when === 'after the end'])
  })
})

describe('a client whose signal aborts', () => {
  test('leaves no reader waiting', async () => {
    const { sink, closes, leave } = open()
    sink.head(200, [])
    const { next } = await readerOf(sink)
    const reading = next()
    leave.abort(new Error('gone'))
    await expect(reading).rejects.toThrow('gone')
    expect(closes).toEqual([false])
  })

  test('behind the end sees no clean end of half an answer', async () => {
    const { sink, closes, leave } = open()
    sink.head(200, [])
    sink.writeText('a')
    sink.end('b')
    const { next } = await readerOf(sink)
    expect(await next()).toBe('a')
    leave.abort(new Error('gone'))
    await expect(next()).rejects.toThrow('gone')
    expect(closes).toEqual([true])
  })

  test('before there is a sink is noticed too', async () => {
    const sink = new WebSink(AbortSignal.abort(new Error('gone')))
    expect((await sink.response).status).toBe(499)
  })
})

test('a head that the platform refuses leaves room for another answer', async () => {
  const { sink } = open()
  expect(() => {
    sink.head(200, ['x-bad', 'a\nb'])
  }).toThrow(TypeError)
  sink.head(500, [], 2)
  sink.end('no')
  expect((await sink.response).status).toBe(500)
})
