import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { MemorySink } from '../test-support/memory-sink.ts'
import { bytes, toyCodec } from '../test-support/toy-wire.ts'
import type { ChatCodec } from './adapter.ts'
import { eventStreamFramer } from './aws-event-stream.ts'
import type { GatewayError } from './errors.ts'
import type { EventStream } from './event-stream.ts'
import { sourceOf, takeHints } from './hints.ts'
import type { ChatRequest } from './request.ts'
import type { StreamEvent } from './response.ts'
import { UpstreamStream } from './upstream-stream.ts'

const request: ChatRequest = { operation: 'chat', model: 'm', messages: [], stream: true }
const inbound = { method: 'POST', path: '/', query: '', headers: [], body: bytes('{}') }
const source = sourceOf('toy', takeHints({}, []), inbound)
const text =
  ': hi\n\ndata: {"id":"1"}\n\n: ping\n\ndata: {"t":"héllo"}\n\ndata: {"t":"😀"}\r\n\r\ndata: [DONE]\n\n'

function open(codec: ChatCodec = toyCodec('toy')) {
  const aborts: unknown[] = []
  const failures: GatewayError[] = []
  const commits: EventStream[] = []
  let paused = false
  const control = {
    pause: () => void (paused = true),
    resume: () => void (paused = false),
    abort: (reason: unknown) => {
      aborts.push(reason)
      stream.end(reason as GatewayError)
    },
  }
  const stream = new UpstreamStream({
    codec,
    request,
    source,
    control,
    usdOf: () => undefined,
    onCommit: (events) => void commits.push(events),
    onFailure: (error) => void failures.push(error),
  })
  const push = (piece: string) => {
    stream.data(bytes(piece))
  }
  return { stream, push, aborts, failures, commits, isPaused: () => paused }
}

type Read = (events: EventStream) => Promise<{ text?: string; events?: StreamEvent[] }>

const headed = (room?: number) => {
  const sink = new MemorySink(room)
  sink.head(200, [])
  return sink
}
const relay: Read = async (events) => {
  const sink = headed()
  expect(await events.relay?.pipe(sink)).toBeUndefined()
  return { text: sink.text }
}
const observe: Read = async (events) => {
  const seen: StreamEvent[] = []
  const passed = await relay(events.tap((event) => void seen.push(event)))
  return { ...passed, events: seen }
}
const push: Read = async (events) => {
  const seen: StreamEvent[] = []
  await events.pipe({ event: (event) => void seen.push(event), flush: () => true })
  return { events: seen }
}
const pull: Read = async (events) => {
  const seen: StreamEvent[] = []
  for await (const event of events) seen.push(event)
  return { events: seen }
}

const told: readonly StreamEvent[] = [
  { type: 'start', id: '1', model: 'm' },
  { type: 'part-start', candidate: 0, index: 0, part: { type: 'text' } },
  { type: 'part-delta', candidate: 0, index: 0, text: 'héllo' },
  { type: 'part-delta', candidate: 0, index: 0, text: '😀' },
  { type: 'part-end', candidate: 0, index: 0 },
  { type: 'finish', candidate: 0, finish: { reason: 'stop' } },
]

test.each([
  ['relay', relay],
  ['observe', observe],
  ['pushed events', push],
  ['pulled events', pull],
])('%s: any split and any moment of reading give the same', async (_name, read) => {
  const whole = bytes(text)
  const cuts = fc.array(fc.nat(whole.length), { maxLength: 10 })
  await fc.assert(
    fc.asyncProperty(cuts, fc.nat(12), async (borders, wait) => {
      const { stream, commits, failures } = open()
      const places = [0, ...borders.toSorted((a, b) => a - b), whole.length]
      const chunks = places.slice(1).map((to, index) => whole.subarray(places[index], to))
      let reading: ReturnType<Read> | undefined
      let late = 0
      for (const chunk of chunks) {
        stream.data(chunk)
        const [events] = commits
        if (events !== undefined && late++ === wait) reading = read(events)
      }
      stream.end()
      const [events] = commits
      if (events === undefined) throw new Error('it was never committed')
      const got = await (reading ?? read(events))
      expect(got.text ?? text).toBe(text)
      expect(got.events ?? told).toEqual(told)
      expect(failures).toEqual([])
      expect((await events.ended).status).toBe('ok')
    }),
    { numRuns: 300 },
  )
})

describe('a provider that sends what nobody can read', () => {
  test.each(['data: {oops\n\n', 'data: {"id" oops\n\n'])(
    'before the first content fails once, as malformed: %j',
    (broken) => {
      const { push: send, aborts, failures, commits } = open()
      send(broken)
      send('data: {"t":"x"}\n\n')
      expect(failures).toMatchObject([
        { kind: 'upstream_error', details: { verdict: 'malformed' } },
      ])
      expect(aborts).toHaveLength(1)
      expect(commits).toEqual([])
    },
  )

  test('later ends the events with one error, behind what could be read', async () => {
    for (const wait of [true, false]) {
      const { push: send, aborts, commits } = open()
      send('data: {"t":"x"}\n\n')
      const reading = wait ? undefined : push(commits[0] as EventStream)
      send('data: {"t":"y"}\n\ndata: {oops\n\ndata: {"t":"z"}\n\n')
      const { events = [] } = await (reading ?? push(commits[0] as EventStream))
      expect(
        events.slice(1).map((event) => (event.type === 'part-delta' ? event.text : event)),
      ).toMatchObject(['x', 'y', { type: 'error', error: { details: { verdict: 'malformed' } } }])
      expect(aborts).toHaveLength(1)
    }
  })

  test('cuts passing bytes when the watcher or a tap cannot follow', async () => {
    for (const [broken, tapped] of [
      ['data: {"id" oops\n\n', false],
      ['data: {oops\n\n', true],
    ] as const) {
      const { push: send, aborts, commits } = open()
      send('data: {"t":"x"}\n\n')
      const events = commits[0] as EventStream
      const passing = (tapped ? events.tap(() => undefined) : events).relay?.pipe(headed())
      send(broken)
      expect(await passing).toMatchObject({ details: { verdict: 'malformed' } })
      expect(await events.ended).toMatchObject({ status: 'failed' })
      expect(aborts).toHaveLength(1)
    }
  })

  test('keeps the words of a framer that knows better', () => {
    const { push: send, failures } = open({ ...toyCodec('toy'), framing: eventStreamFramer })
    send('twelve bytes that are no prelude')
    expect(failures).toMatchObject([
      { message: /broken event stream/, details: { verdict: 'malformed' } },
    ])
  })

  test('at its end fails like anywhere else', () => {
    const bug = new RangeError('off by one')
    const codec: ChatCodec = {
      ...toyCodec('toy'),
      decodeStream: () => ({
        push: () => [],
        end: () => {
          throw bug
        },
      }),
    }
    const { push: send, stream, failures } = open(codec)
    send('data: {"id":"1"}\n\n')
    stream.end()
    expect(failures).toMatchObject([{ details: { verdict: 'malformed', cause: bug } }])
  })
})

describe('a reader that fails', () => {
  test('ends the call, and what it threw is what the pipe rejects with', async () => {
    const { push: send, aborts, commits } = open()
    send('data: {"t":"x"}\n\n')
    const events = commits[0] as EventStream
    const bug = new TypeError('broken stage')
    const reading = events.pipe({
      event: (event) => {
        if (event.type === 'part-delta' && event.text === 'y') throw bug
      },
      flush: () => true,
    })
    send('data: {"t":"y"}\n\n')
    send('data: {"t":"z"}\n\n')
    await expect(reading).rejects.toBe(bug)
    expect(aborts).toMatchObject([{ kind: 'internal' }])
    expect((await events.ended).status).toBe('failed')
  })

  test('does the same while it catches up', async () => {
    const { push: send, aborts, commits } = open()
    send('data: {"t":"x"}\n\n')
    const tapped = (commits[0] as EventStream).tap(() => {
      throw new Error('broken tap')
    })
    await expect(tapped.relay?.pipe(headed())).rejects.toThrow('broken tap')
    expect(aborts).toHaveLength(1)
  })
})

describe('while nobody reads', () => {
  test('a stream waits for content, a finish, or 64 KiB', () => {
    const waiting = open()
    waiting.push('data: {"id":"1"}\n\n')
    expect(waiting.commits).toHaveLength(0)
    for (let i = 0; i < 70; i++) waiting.push(`: ${'x'.repeat(1024)}\n\n`)
    expect(waiting.commits).toHaveLength(1)
    expect(waiting.isPaused()).toBe(true)
    const empty = open()
    empty.push('data: [DONE]\n\n')
    expect(empty.commits).toHaveLength(1)
  })

  test('a stream without any content is a failure, and so is one that is cancelled', () => {
    const cut = open()
    cut.push('data: {"id":"1"}\n\n')
    cut.stream.end()
    const cancelled = open()
    cancelled.stream.cancel()
    expect([...cut.failures, ...cancelled.failures].map(({ kind }) => kind)).toEqual([
      'upstream_error',
      'cancelled',
    ])
  })

  test('a cancelled stream gives what it held, then the reason', async () => {
    const { push: send, stream, commits, failures } = open()
    send('data: {"t":"x"}\n\n')
    stream.cancel()
    const { events = [] } = await push(commits[0] as EventStream)
    expect(events.at(-1)).toMatchObject({ type: 'error', error: { kind: 'cancelled' } })
    expect((await (commits[0] as EventStream).ended).status).toBe('cancelled')
    expect(failures).toEqual([])
  })
})

describe('a slow reader', () => {
  const chunk = `data: {"t":"${'x'.repeat(25_000)}"}\n\n`

  async function flood(read: (events: EventStream, sink: MemorySink) => Promise<unknown>) {
    const { push: send, stream, commits, isPaused } = open()
    send(chunk)
    const sink = headed(100_000)
    const reading = read(commits[0] as EventStream, sink)
    let sent = 1
    const pump = () => {
      while (!isPaused() && sent < 200) {
        sent++
        send(chunk)
      }
    }
    pump()
    const first = sent
    for (let turn = 0; turn < 200; turn++) {
      sink.drain(100_000)
      pump()
    }
    expect(sent).toBe(200)
    send('data: [DONE]\n\n')
    stream.end()
    await reading
    return { first, length: sink.text.length }
  }

  test('stops upstream, bytes and events alike, and loses nothing', async () => {
    const passed = await flood((events, sink) => events.relay?.pipe(sink) ?? Promise.reject())
    expect(passed).toEqual({ first: 4, length: 200 * chunk.length + 14 })
    const rendered = await flood((events, sink) =>
      events.pipe({
        event: (event) => event.type === 'part-delta' && void sink.writes.push(event.text),
        flush: (resume) => {
          sink.onDrain = resume
          return sink.writeText('.') && sink.writes.length % 9 !== 0
        },
      }),
    )
    expect(rendered.first).toBeLessThan(10)
    expect(rendered.length).toBeGreaterThan(200 * 25_000)
  })

  test('that is behind already when it starts is not overrun', async () => {
    const { push: send, commits, isPaused } = open()
    send(chunk)
    const sink = headed(10)
    void (commits[0] as EventStream).relay?.pipe(sink)
    expect(isPaused()).toBe(true)
    sink.drain()
    expect(isPaused()).toBe(false)
  })

  test('that renders nothing of a later chunk still has no room', () => {
    const { push: send, commits, isPaused } = open()
    send(chunk)
    send(': nothing\n\n')
    const answers = [false, true, true]
    let resume: () => void = () => undefined
    void (commits[0] as EventStream).pipe({
      event: () => undefined,
      flush(more) {
        const answer = answers.shift() ?? true
        if (!answer) resume = more
        return answer
      },
    })
    expect(isPaused()).toBe(true)
    resume()
    expect(isPaused()).toBe(false)
  })

  test('of pulled events holds one chunk at most', async () => {
    const { push: send, stream, commits, isPaused } = open()
    send(chunk)
    const events = (commits[0] as EventStream)[Symbol.asyncIterator]()
    await events.next()
    expect(isPaused()).toBe(true)
    await events.next()
    const third = events.next()
    await Promise.resolve()
    expect(isPaused()).toBe(false)
    send(chunk)
    await third
    expect(isPaused()).toBe(true)
    await events.return?.()
    expect((await (commits[0] as EventStream).ended).status).toBe('cancelled')
    stream.end()
  })
})
