import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import type { Frame } from './adapter.ts'
import { GatewayError } from './errors.ts'
import { sseRelay } from './sse-relay.ts'

const truncated = () => new GatewayError('upstream_error', 'cut')
const text =
  ': hello\r\n\r\nevent: a\ndata: {"usage": 1}\n\ndata: é😀\r\n\r\ndata: x\ndata: y\n\nevent: end\ndata: {"done":true}\n\n'

function make(repair?: (frame: Frame) => string | undefined) {
  const frames: Frame[] = []
  const relay = sseRelay({
    watch: /"usage"|"done"/,
    observe(frame, seen) {
      frames.push(frame)
      seen.id = 'id'
      return frame.data === '{"done":true}'
    },
    repair,
    tail: repair === undefined ? undefined : () => 'data: [TAIL]\n\n',
    truncated,
  })
  return { relay, frames }
}

function run(relay: ReturnType<typeof make>['relay'], source: string, cuts: readonly number[]) {
  const bytes = new TextEncoder().encode(source)
  const out: number[] = []
  let from = 0
  for (const cut of [...cuts, bytes.length].toSorted((a, b) => a - b)) {
    const to = Math.min(cut, bytes.length)
    if (to > from) out.push(...relay.push(bytes.subarray(from, to)))
    from = Math.max(from, to)
  }
  const error = relay.end()
  if (relay.tail !== undefined) out.push(...relay.tail)
  return { error, text: new TextDecoder().decode(new Uint8Array(out)) }
}

const anySplit = fc.array(fc.nat({ max: 200 }), { maxLength: 12 })

describe('without repairs', () => {
  test('every split gives the same bytes and sees the same events', () => {
    fc.assert(
      fc.property(anySplit, (cuts) => {
        const { relay, frames } = make()
        expect(run(relay, text, cuts)).toEqual({ error: undefined, text })
        expect(frames.map(({ data }) => data)).toEqual(['{"usage": 1}', '{"done":true}'])
      }),
      { numRuns: 2000 },
    )
  })

  test('a chunk passes as the same array', () => {
    const { relay } = make()
    const chunk = new TextEncoder().encode('data: 1\n\ndata: ')
    expect(relay.push(chunk)).toBe(chunk)
  })
})

describe('with repairs', () => {
  const repair = ({ data }: Frame) =>
    data === 'é😀' ? 'data: mended\n\n' : data.startsWith('x') ? '' : undefined

  test('every split gives the same mended bytes', () => {
    const whole = run(make(repair).relay, text, [])
    expect(whole.text).toBe(
      ': hello\r\n\r\nevent: a\ndata: {"usage": 1}\n\ndata: mended\n\nevent: end\ndata: {"done":true}\n\ndata: [TAIL]\n\n',
    )
    fc.assert(
      fc.property(anySplit, (cuts) => {
        expect(run(make(repair).relay, text, cuts)).toEqual(whole)
      }),
      { numRuns: 2000 },
    )
  })
})

test('a stream without its terminal marker is a cut, at every byte', () => {
  const bytes = new TextEncoder().encode(text).length
  for (let cut = 0; cut < bytes - 2; cut++) {
    const { relay } = make()
    relay.push(new TextEncoder().encode(text).subarray(0, cut))
    expect(relay.end()?.message).toBe('cut')
  }
})

test('a stop inside a frame is told apart from one at a border', () => {
  const { relay } = make()
  relay.push(new TextEncoder().encode('data: 1\n\ndata: {"ha'))
  relay.end()
  expect(relay.seen.partial).toBe(true)
})

test('half a frame at the end is never observed, a whole one without its blank line is', () => {
  const half = make()
  half.relay.push(new TextEncoder().encode('data: {"usage": 1'))
  half.relay.end()
  expect(half.frames).toEqual([])
  const whole = make()
  whole.relay.push(new TextEncoder().encode('data: {"done":true}'))
  expect(whole.relay.end()).toBeUndefined()
  expect(whole.frames).toEqual([{ data: '{"done":true}' }])
})

describe('one event of many chunks', () => {
  const chunk = new TextEncoder().encode('x'.repeat(1400))
  const start = new TextEncoder().encode('data: "usage"')
  const stop = new TextEncoder().encode('\n\n')

  test.each([
    ['watched', undefined],
    ['repaired', () => undefined],
  ])('of 8 MB takes time in proportion when %s', (_name, repair) => {
    const { relay, frames } = make(repair)
    const before = performance.now()
    relay.push(start)
    for (let i = 0; i < 6000; i++) relay.push(chunk)
    relay.push(stop)
    expect(performance.now() - before).toBeLessThan(2000)
    expect(frames[0]?.data.length).toBe(6000 * 1400 + 7)
  })

  test('beyond the limit passes when only watched, and is an error when it waits for a repair', () => {
    const large = new Uint8Array(8 * 1024 * 1024).fill(120)
    const watched = make()
    for (let i = 0; i < 5; i++) expect(watched.relay.push(large)).toBe(large)
    const repaired = make(() => undefined)
    const push = () => {
      for (let i = 0; i < 5; i++) repaired.relay.push(large)
    }
    expect(push).toThrow('too long')
  })
})
