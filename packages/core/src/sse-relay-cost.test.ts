import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import type { Frame } from './adapter.ts'
import { GatewayError } from './errors.ts'
import { isJsonObject } from './json.ts'
import type { Usage } from './response.ts'
import { sseRelay } from './sse-relay.ts'

const usage: Usage = {
  input: {
    uncached: 1,
    cacheRead: 0,
    cacheWrite5m: 0,
    cacheWrite1h: 0,
    cacheWriteOther: 0,
    toolUse: 0,
  },
  output: { text: 1, reasoning: 0 },
}

interface Options {
  readonly usd?: string | undefined
  readonly repair?: ((frame: Frame) => string | undefined) | undefined
  readonly tail?: string | undefined
}

function relayOf({ usd, repair, tail }: Options) {
  return sseRelay({
    watch: /"usage"|"finish"|\[DONE\]/,
    observe({ data }, seen) {
      if (data === '[DONE]') return true
      const event: unknown = JSON.parse(data)
      if (!isJsonObject(event)) return false
      if (event['finish'] !== undefined) seen.finish = { reason: 'stop' }
      if (isJsonObject(event['usage'])) seen.usage = usage
      return false
    },
    repair,
    tail: tail === undefined ? undefined : () => tail,
    cost: { path: ['usage'], usdOf: () => usd },
    truncated: () => new GatewayError('upstream_error', 'cut'),
  })
}

function play(options: Options, source: Uint8Array, cuts: readonly number[] = []): Uint8Array {
  const relay = relayOf(options)
  const out: number[] = []
  let from = 0
  for (const cut of [...cuts, source.length].toSorted((a, b) => a - b)) {
    const to = Math.min(cut, source.length)
    if (to > from) out.push(...relay.push(source.subarray(from, to)))
    from = Math.max(from, to)
  }
  expect(relay.end()).toBeUndefined()
  return Uint8Array.from([...out, ...(relay.tail ?? [])])
}

const encode = (text: string) => new TextEncoder().encode(text)
const decode = (bytes: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)

const opening = 'data: {"t":"é😀","usage":null}\n\ndata: {"finish":"stop","usage":null}\n\n'
const closing = ': bye 😀\n\ndata: [DONE]\n\n'
const streamOf = (last: string) => `${opening}${last}${closing}`

describe('the cost in the event that tells the usage', () => {
  test.each([
    ['data: {"usage":{"in":1}}\n\n', 'data: {"usage":{"in":1,"cost":0.0012}}\n\n'],
    ['data:{ "usage" : { } }\r\n\r\n', 'data:{ "usage" : { "cost":0.0012} }\r\n\r\n'],
    [
      'event: x\ndata: {"usage":{"a":{"b":"}"},"cost":7.5, "z":1},"é":"😀"}\n\n',
      'event: x\ndata: {"usage":{"a":{"b":"}"},"cost":0.0012, "z":1},"é":"😀"}\n\n',
    ],
  ])('%j: every other byte stays, however the stream is cut', (last, told) => {
    const source = encode(streamOf(last))
    fc.assert(
      fc.property(fc.array(fc.nat({ max: source.length }), { maxLength: 12 }), (cuts) => {
        expect(decode(play({ usd: '0.0012' }, source, cuts))).toBe(streamOf(told))
      }),
      { numRuns: 1500 },
    )
  })

  test.each([
    'data: {"usage":{"in":1}}\n\n',
    'data: {"usage":null}\n\n',
    'data: {"deep":{"usage":{"in":1}}}\n\n',
    'data: {"usage":{"in":1},"usage":{"in":2}}\n\n',
    'data: {"usage":\ndata: {"in":1}}\n\n',
  ])('%j passes untouched where the cost is not known or has no one place', (last) => {
    const source = encode(streamOf(last))
    const usd = last.includes('{"usage":{"in":1}}\n') && !last.includes('deep') ? undefined : '1'
    fc.assert(
      fc.property(fc.array(fc.nat({ max: source.length }), { maxLength: 12 }), (cuts) => {
        expect(decode(play({ usd }, source, cuts))).toBe(decode(source))
      }),
      { numRuns: 300 },
    )
  })

  test('usage before the answer has finished is left alone', () => {
    const source = encode('data: {"usage":{"in":1}}\n\ndata: {"finish":"stop"}\n\ndata: [DONE]\n\n')
    expect(play({ usd: '1' }, source)).toEqual(source)
  })

  test('each event that tells usage after the finish is told the cost', () => {
    const event = 'data: {"usage":{"in":1}}\n\n'
    const source = encode(streamOf(event + event))
    expect(decode(play({ usd: '1' }, source))).toBe(
      streamOf('data: {"usage":{"in":1,"cost":1}}\n\n'.repeat(2)),
    )
  })

  test('the last event needs no blank line', () => {
    const last = 'data: {"finish":"stop","usage":{"in":1}}'
    const relay = relayOf({ usd: '1' })
    const out = [encode('data: [DONE]\n\n'), encode(last.slice(0, 35)), encode(last.slice(35))]
      .map((chunk) => decode(relay.push(chunk)))
      .join('')
    expect(relay.end()).toBeUndefined()
    expect(out + decode(relay.tail ?? new Uint8Array())).toBe(
      'data: [DONE]\n\ndata: {"finish":"stop","usage":{"in":1,"cost":1}}',
    )
  })

  test('bytes behind the usage that are no text stay as they are, without a cost', () => {
    const [head = '', tail = ''] = streamOf('data: {"usage":{"in":1},"x":"~"}\n\n').split('~')
    const source = Uint8Array.from([...encode(head), 0xff, 0xfe, ...encode(tail)])
    expect(play({ usd: '1' }, source)).toEqual(source)
  })

  test('a chunk without usage passes as the same array, also one that ends inside an event', () => {
    const relay = relayOf({ usd: '1' })
    for (const text of [
      'data: {"t":1}\n\n',
      'data: {"t"',
      ':2}\n\ndata: {"f',
      'inish":"stop"}\n\n',
    ]) {
      const chunk = encode(text)
      expect(relay.push(chunk)).toBe(chunk)
    }
  })

  test('only the event that may have to change waits until it is whole', () => {
    const relay = relayOf({ usd: '1' })
    expect(decode(relay.push(encode('data: {"finish":1}\n\ndata: {"usage"')))).toBe(
      'data: {"finish":1}\n\n',
    )
    expect(relay.push(encode(':{"in"'))).toHaveLength(0)
    expect(decode(relay.push(encode(':1}}\n\ndata: ')))).toBe(
      'data: {"usage":{"in":1,"cost":1}}\n\ndata: ',
    )
  })
})

test('a repaired stream tells the cost in what replaces an event and in what is owed', () => {
  const repair = ({ data }: Frame) =>
    data === '[DONE]' ? 'data: {"usage":{}}\n\ndata: [DONE]\n\n' : undefined
  const source = encode(streamOf('data: {"usage":{"in":1}}\n\n'))
  const out = decode(play({ usd: '1', repair, tail: 'data: {"usage":{"b":1}}\n\n' }, source, [60]))
  expect(out).toBe(
    `${opening}data: {"usage":{"in":1,"cost":1}}\n\n: bye 😀\n\n` +
      'data: {"usage":{"cost":1}}\n\ndata: [DONE]\n\ndata: {"usage":{"b":1,"cost":1}}\n\n',
  )
})
