import type { PartSeed, StreamEvent } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { Seam } from './seam.ts'

const start = (index: number, part: PartSeed = { type: 'text' }): StreamEvent => ({
  type: 'part-start',
  candidate: 0,
  index,
  part,
})
const delta = (index: number, text: string): StreamEvent => ({
  type: 'part-delta',
  candidate: 0,
  index,
  text,
})
const end = (index: number): StreamEvent => ({ type: 'part-end', candidate: 0, index })
const finish: StreamEvent = { type: 'finish', candidate: 0, finish: { reason: 'stop' } }
const begin: StreamEvent = { type: 'start', id: 'x', model: 'm' }
const call: PartSeed = { type: 'tool-call', callId: 'c', name: 'f', kind: 'function' }
const thought: PartSeed = { type: 'reasoning', form: 'full' }

function joined(before: readonly StreamEvent[], after: readonly StreamEvent[]) {
  const seam = new Seam()
  const events = before.flatMap((event) => [...seam.take(event)])
  const { isPlain } = seam
  seam.cut()
  return { isPlain, events: [...events, ...after.flatMap((event) => [...seam.take(event)])] }
}

describe('the seam of two streams', () => {
  test('lets a tool call follow the text, in a part of its own', () => {
    const { events } = joined(
      [begin, start(0), delta(0, 'a ')],
      [begin, start(0, call), delta(0, ' {}'), end(0), finish],
    )
    expect(events.slice(3)).toEqual([end(0), start(1, call), delta(1, ' {}'), end(1), finish])
  })

  test('leaves out what the second one thinks', () => {
    const { events } = joined(
      [begin, start(0), delta(0, 'a')],
      [start(0, thought), delta(0, 'hm'), end(0), start(1), delta(1, 'b'), end(1), finish],
    )
    expect(events.slice(3)).toEqual([delta(0, 'b'), end(0), finish])
  })

  test('ends an open text that nobody continues', () => {
    const { events } = joined([begin, start(0), delta(0, 'a')], [begin, finish])
    expect(events.slice(3)).toEqual([end(0), finish])
  })

  test('opens a new text where the first had ended', () => {
    const { events } = joined([start(0), delta(0, 'a'), end(0)], [start(0), delta(0, 'b'), end(0)])
    expect(events).toEqual([start(0), delta(0, 'a'), end(0), start(1), delta(1, 'b'), end(1)])
  })

  test.each([
    ['thinking', [start(0, thought), delta(0, 'hm')]],
    ['a tool call', [start(0), delta(0, 'a'), end(0), start(1, call)]],
    ['an end', [start(0), delta(0, 'a'), end(0), finish]],
  ])('is not wanted after %s', (_name, before) => {
    expect(joined(before, []).isPlain).toBe(false)
  })

  test('counts what the broken stream wrote', () => {
    const input = {
      uncached: 9,
      cacheRead: 0,
      cacheWrite5m: 0,
      cacheWrite1h: 0,
      cacheWriteOther: 0,
      toolUse: 0,
    }
    const usage: StreamEvent = {
      type: 'usage',
      usage: { input, output: { text: 3, reasoning: 0 } },
    }
    const { events } = joined([start(0), delta(0, 'eightlet')], [usage])
    expect(events.at(-1)).toEqual({
      type: 'usage',
      usage: { input, output: { text: 6, reasoning: 0 }, estimated: true },
    })
  })
})
