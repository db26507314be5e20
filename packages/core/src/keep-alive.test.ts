import { expect, test } from 'vitest'

import { MemorySink } from '../test-support/memory-sink.ts'
import {
  bytes,
  toyAdapter,
  toyDialect,
  toyTransport,
  type Script,
} from '../test-support/toy-wire.ts'
import { VirtualClock } from '../test-support/virtual-clock.ts'
import { exchange, pipeline, Secret, upstream, type Dialect } from './index.ts'

function gateway(script: Script, ...dialects: readonly Dialect[]) {
  const clock = new VirtualClock()
  const sink = new MemorySink()
  const transport = toyTransport(script)
  const errors: string[] = []
  const quiet = () => undefined
  const served = exchange({
    pipeline: pipeline(
      async (context, next) => {
        context.candidates = [{ id: 'toy/m', provider: 'toy', model: 'm' }]
        await next()
      },
      upstream({
        adapters: [toyAdapter('toy', 'toy-a')],
        transport,
        keys: { pick: () => ({ id: 'k', key: new Secret('s') }) },
      }),
    ),
    dialects: [...dialects, toyDialect('toy-a'), toyDialect('toy-b')],
    clock,
    keepAliveAfterMs: 1000,
    logger: { debug: quiet, info: quiet, warn: quiet, error: (line) => void errors.push(line) },
  })
  const ask = (wire: string, stream = true) => {
    const body = bytes(JSON.stringify({ model: 'm', stream }))
    return served.run({ method: 'POST', path: `/${wire}`, query: '', headers: [], body }, sink)
  }
  return { clock, sink, transport, errors, ask }
}

/** A provider that says nothing until the test does. */
function patient() {
  let to: Parameters<Script>[0] | undefined
  const script: Script = (handler) => {
    to = handler
  }
  const stream = (...frames: readonly string[]) => {
    to?.onHead(200, ['content-type', 'text/event-stream'])
    for (const frame of frames) to?.onData(bytes(frame))
    to?.onEnd()
  }
  const refuse = () => {
    to?.onHead(503, [])
    to?.onEnd()
  }
  return { script, stream, refuse }
}

const comment = ': keep-alive\n\n'
const frames = ['data: {"t":"a"}\n\n', 'data: [DONE]\n\n']

test.each(['toy-a', 'toy-b'])(
  '%s: silence is filled with comments, then the answer comes',
  async (wire) => {
    const { script, stream } = patient()
    const { clock, sink, ask } = gateway(script)
    const done = ask(wire)
    await clock.pass(999)
    expect(sink.phase).toBe('idle')
    await clock.pass(2001)
    expect([sink.status, sink.text]).toEqual([200, comment.repeat(3)])
    stream(...frames)
    await done
    expect(sink.text).toBe(comment.repeat(3) + frames.join(''))
    expect([sink.phase, clock.sleeping]).toEqual(['ended', 0])
  },
)

test('a quick answer has no comments', async () => {
  const { script, stream } = patient()
  const { clock, sink, ask } = gateway(script)
  const done = ask('toy-a')
  await clock.pass(500)
  stream(...frames)
  await done
  await clock.pass(5000)
  expect(sink.text).toBe(frames.join(''))
})

test('a failure after the first comment is the ending of the grammar, and a cut', async () => {
  const { script, refuse } = patient()
  const { clock, sink, ask } = gateway(script)
  const done = ask('toy-a')
  await clock.pass(1000)
  refuse()
  await done
  expect([sink.status, sink.phase]).toEqual([200, 'aborted'])
  expect(sink.text).toBe(`${comment}data: {"error":"overloaded"}\n\n`)
})

test('a failure before it keeps its status', async () => {
  const { script, refuse } = patient()
  const { clock, sink, ask } = gateway(script)
  const done = ask('toy-a')
  await clock.pass(999)
  refuse()
  await done
  expect(sink.status).toBe(503)
})

test('a client that asked for a whole answer waits in silence', async () => {
  const { script, refuse } = patient()
  const { clock, sink, ask } = gateway(script)
  const done = ask('toy-a', false)
  await clock.pass(5000)
  expect(sink.phase).toBe('idle')
  refuse()
  await done
})

test('a client that leaves meanwhile stops the comments and the call', async () => {
  const { script } = patient()
  const { clock, sink, transport, ask } = gateway(script)
  const done = ask('toy-a')
  await clock.pass(1000)
  sink.leave()
  await done
  await clock.pass(5000)
  expect(sink.text).toBe(comment)
  expect(clock.sleeping).toBe(0)
  expect(transport.calls[0]?.aborted).toMatchObject({ kind: 'cancelled' })
})

test('a keep-alive that fails is logged, and the answer still comes', async () => {
  const { script, stream } = patient()
  const toy = toyDialect('toy-c')
  const broken: Dialect = {
    ...toy,
    encodeStream: (request) => ({
      ...toy.encodeStream(request),
      keepAlive: () => {
        throw new Error('no comment')
      },
    }),
  }
  const { clock, sink, errors, ask } = gateway(script, broken)
  const done = ask('toy-c')
  await clock.pass(3000)
  stream(...frames)
  await done
  expect(errors).toEqual(['the keep-alive failed'])
  expect(sink.text).toBe(frames.join(''))
})
