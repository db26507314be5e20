import type { Clocks, GatewayError } from '@signalbox/core'
import { expect, test } from 'vitest'

import { SimCall } from './sim-call.ts'
import type { Plan } from './sim-target-model.ts'
import { VirtualTime } from './virtual-time.ts'

const clocks: Clocks = { connectMs: 1000, firstTokenMs: 4000, idleMs: 6000, totalMs: 60_000 }
const answer = (firstMs: number, streamMs: number): Plan => ({
  type: 'answer',
  firstMs,
  streamMs,
  headers: [],
})

function start(plan: Plan, options: { stream?: boolean; clocks?: Clocks | undefined } = {}) {
  const time = new VirtualTime(0)
  const seen: string[] = []
  const note = (what: string) => seen.push(`${what} ${String(time.now)}`)
  const over: boolean[] = []
  let error: GatewayError | undefined
  const call = new SimCall({
    time,
    plan,
    stream: options.stream ?? true,
    tokens: 7,
    clocks: 'clocks' in options ? options.clocks : clocks,
    onOver: (ok) => over.push(ok),
    handler: {
      onHead: (status) => note(String(status)),
      onData: () => note('data'),
      onEnd: () => note('end'),
      onError: (failed) => {
        error = failed
        note(failed.details.verdict ?? failed.kind)
      },
    },
  })
  return { time, call, seen, over, error: () => error, play: () => time.play(() => false) }
}

test('streams in pieces, each a few seconds after the other', async () => {
  const { seen, over, play } = start(answer(500, 12_000))
  await play()
  expect(seen).toEqual(['200 500', 'data 500', 'data 4500', 'data 8500', 'data 12500', 'end 12500'])
  expect(over).toEqual([true])
})

test('answers at once when nobody asked for a stream', async () => {
  const { seen, play } = start(answer(500, 1000), { stream: false })
  await play()
  expect(seen).toEqual(['200 1500', 'data 1500', 'end 1500'])
})

test.each([
  ['silence', { type: 'silence' } as const, clocks, ['timeout_first_token 4000']],
  ['a late first byte', answer(4001, 10), clocks, ['timeout_first_token 4000']],
  [
    'silence in the stream',
    answer(500, 5000),
    { ...clocks, idleMs: 300 },
    ['200 500', 'data 500', 'stalled 800'],
  ],
  [
    'no end',
    answer(500, 90_000),
    { ...clocks, totalMs: 6000 },
    ['200 500', 'data 500', 'data 5500', 'stalled 6000'],
  ],
  ['a refusal', { type: 'refuse', afterMs: 1 } as const, clocks, ['connect_failed 1']],
])('ends by its clocks or its fault: %s', async (_name, plan, limits, wanted) => {
  const { seen, over, play } = start(plan, { clocks: limits })
  await play()
  expect(seen).toEqual(wanted)
  expect(over).toEqual([false])
})

test('waits for ever without clocks', async () => {
  const { seen, play } = start({ type: 'silence' }, { clocks: undefined })
  await play()
  expect(seen).toEqual([])
})

test('gives nothing while it is paused and everything after', async () => {
  const { time, call, seen, play } = start(answer(500, 1000))
  time.at(600, () => {
    call.pause()
  })
  time.at(9000, () => {
    call.resume()
  })
  await play()
  expect(seen).toEqual(['200 500', 'data 500', 'data 9000', 'end 9000'])
})

test('ends as cancelled when it is aborted, once', async () => {
  const { time, call, seen, over, play } = start(answer(500, 1000))
  time.at(700, () => {
    call.abort(new DOMException('gone', 'AbortError'))
    call.abort(undefined)
  })
  await play()
  expect(seen).toEqual(['200 500', 'data 500', 'cancelled 700'])
  expect(over).toEqual([false])
})

test('a dying provider resets who waits and lets a flowing answer end', async () => {
  const waiting = start(answer(500, 1000))
  waiting.time.at(400, () => {
    waiting.call.kill()
  })
  const flowing = start(answer(500, 1000))
  flowing.time.at(600, () => {
    flowing.call.kill()
  })
  await waiting.play()
  await flowing.play()
  expect(waiting.seen).toEqual(['transient 400'])
  expect(waiting.error()?.details.ran).toBe('maybe')
  expect(flowing.over).toEqual([true])
})
