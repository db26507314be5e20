import { describe, expect, test } from 'vitest'

import type { GatewayError } from './errors.ts'
import type { EventStage, EventStream } from './event-stream.ts'
import type { StreamEvent } from './response.ts'
import { abandon, eventStream } from './stream-of.ts'

const start: StreamEvent = { type: 'start', id: '1', model: 'm' }
const delta = (text: string): StreamEvent => ({ type: 'part-delta', candidate: 0, index: 0, text })
const finish: StreamEvent = { type: 'finish', candidate: 0, finish: { reason: 'stop' } }
const events = [start, delta('a'), delta('b'), finish]

const textOf = (event: StreamEvent) => (event.type === 'part-delta' ? event.text : event.type)
const settled = () => new Promise((resolve) => setImmediate(resolve))

async function read(stream: EventStream): Promise<readonly string[]> {
  const seen: string[] = []
  await stream.pipe({ event: (event) => void seen.push(textOf(event)), flush: () => true })
  return seen
}

/** Appends a letter to every text, and a text of its own at the end. */
const marking = (mark: string): EventStage => ({
  event(event, emit) {
    emit(event.type === 'part-delta' ? { ...event, text: event.text + mark } : event)
  },
  end(emit) {
    emit(delta(`end-${mark}`))
  },
})

describe('taps and stages', () => {
  test('see and change in the order they were added, also what earlier stages add at the end', async () => {
    const between: string[] = []
    const stream = eventStream(events)
      .through(marking('x'))
      .tap((event) => void between.push(textOf(event)))
      .through(marking('y'))
    expect(await read(stream)).toEqual(['start', 'axy', 'bxy', 'finish', 'end-xy', 'end-y'])
    expect(between).toEqual(['start', 'ax', 'bx', 'finish', 'end-x'])
  })

  test('may drop one event and make many of another', async () => {
    const stage: EventStage = {
      event(event, emit) {
        if (textOf(event) === 'a') return
        emit(event)
        emit(event)
      },
    }
    expect(await read(eventStream([delta('a'), delta('b')]).through(stage))).toEqual(['b', 'b'])
  })

  test.each(['event', 'end'] as const)(
    'that throw in `%s` fail the stream, once',
    async (where) => {
      const broken: EventStage = {
        event: (event, emit) => {
          if (where === 'event' && textOf(event) === 'b') throw new Error('broken stage')
          emit(event)
        },
        end: () => {
          if (where === 'end') throw new Error('broken stage')
        },
      }
      const stream = eventStream(events).through(broken)
      await expect(read(stream)).rejects.toThrow('broken stage')
      expect(await stream.ended).toMatchObject({ status: 'failed', error: { kind: 'internal' } })
    },
  )
})

describe('ended', () => {
  test('tells what each place saw', async () => {
    const source = eventStream([...events, { type: 'usage', usage: usageOf(1) }])
    const replaced = source.through({
      event(event, emit) {
        if (event.type === 'usage') emit({ type: 'usage', usage: usageOf(2) })
        else if (event.type !== 'finish') emit(event)
      },
    })
    await read(replaced)
    expect(await source.ended).toMatchObject({ id: '1', usage: usageOf(1), status: 'ok' })
    expect(await source.ended).toHaveProperty('finish.reason', 'stop')
    expect(await replaced.ended).toMatchObject({ usage: usageOf(2), status: 'ok' })
    expect(await replaced.ended).not.toHaveProperty('finish')
  })

  test('keeps the first error, which is the cause of the others', async () => {
    const errors = ['overloaded', 'upstream_error'].map((kind): StreamEvent => ({
      type: 'error',
      error: { kind } as GatewayError,
    }))
    const stream = eventStream(errors)
    await read(stream)
    expect(await stream.ended).toMatchObject({ status: 'failed', error: { kind: 'overloaded' } })
  })

  test('is a failure when the source throws', async () => {
    async function* source() {
      yield start
      await Promise.reject(new Error('gone'))
    }
    const stream = eventStream(source())
    await expect(read(stream)).rejects.toThrow('gone')
    expect((await stream.ended).status).toBe('failed')
  })
})

test('a stream is read once, whichever of its views is opened first', async () => {
  const stream = eventStream(events)
  const tapped = stream.tap(() => undefined)
  await read(tapped)
  await expect(read(tapped)).rejects.toThrow('already being read')
  await expect(read(stream)).rejects.toThrow('already being read')
})

describe('pulling', () => {
  test('gives every event, and a failure where it happened', async () => {
    async function* source() {
      yield delta('a')
      await Promise.reject(new Error('gone'))
    }
    const seen: string[] = []
    const all = async () => {
      for await (const event of eventStream(source())) seen.push(textOf(event))
    }
    await expect(all()).rejects.toThrow('gone')
    expect(seen).toEqual(['a'])
  })

  test('stopped early closes the source and ends as cancelled', async () => {
    let closed = false
    function* source() {
      try {
        for (;;) yield delta('a')
      } finally {
        closed = true
      }
    }
    const stream = eventStream(source())
    for await (const event of stream) if (event.type === 'part-delta') break
    expect(await stream.ended).toMatchObject({ status: 'cancelled' })
    expect(closed).toBe(true)
  })
})

test('a source goes no further than its reader wants', async () => {
  let made = 0
  function* source() {
    for (; made < 100; made++) yield delta('a')
  }
  let resume: () => void = () => undefined
  const reading = eventStream(source()).pipe({
    event: () => undefined,
    flush(more) {
      resume = more
      return made % 10 !== 9
    },
  })
  await settled()
  expect(made).toBe(9)
  for (let turn = 0; turn < 10; turn++) {
    resume()
    await settled()
  }
  await reading
  expect(made).toBe(100)
})

describe('an abandoned stream', () => {
  test('ends for everybody who waits, whoever gives it up', async () => {
    const inner = eventStream(events)
    const outer = inner.through(marking('x')).tap(() => undefined)
    abandon(inner)
    for (const { ended } of [inner, outer])
      expect(await ended).toMatchObject({ id: '1', status: 'cancelled' })
    await expect(read(outer)).rejects.toMatchObject({ kind: 'cancelled' })
  })

  test('is left alone when somebody reads it', async () => {
    const stream = eventStream(events)
    const reading = read(stream)
    abandon(stream)
    expect(await reading).toHaveLength(4)
  })
})

function usageOf(text: number) {
  const input = {
    uncached: 0,
    cacheRead: 0,
    cacheWrite5m: 0,
    cacheWrite1h: 0,
    cacheWriteOther: 0,
    toolUse: 0,
  }
  return { input, output: { text, reasoning: 0 } }
}
