import {
  collect,
  createContext,
  eventStream,
  explode,
  pipeline,
  type ChatRequest,
  type Middleware,
  type PartSeed,
  type StreamEvent,
} from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import type { SafetyEvent } from '../safety-event.ts'
import { safety } from '../safety.ts'
import type { Detector, StreamPolicy, SurfaceKind } from '../types.ts'

const at = { candidate: 0, index: 0 } as const
const request: ChatRequest = {
  operation: 'chat',
  model: 'm',
  stream: true,
  messages: [{ role: 'user', content: [{ type: 'text', text: 'hi' }] }],
}

/** A guard that writes down what it is asked, and finds the word "poison". */
function guardOf(asked: string[], fails = false): Detector {
  return {
    id: 'guard',
    version: '1',
    kind: 'remote',
    types: ['GUARD:poison'],
    scan: ({ text, path }) => {
      asked.push(text)
      if (fails) return Promise.reject(new Error('down'))
      const start = text.indexOf('poison')
      const finding = { detector: 'guard', type: 'GUARD:poison', path, score: 1, rule: 'poison' }
      return Promise.resolve(start < 0 ? [] : [{ ...finding, start, end: start + 6 }])
    },
  }
}

interface Setup {
  readonly pieces: readonly (string | Promise<void>)[]
  readonly stream?: StreamPolicy
  readonly fails?: boolean
  readonly part?: PartSeed
  readonly surfaces?: readonly SurfaceKind[]
  readonly whole?: boolean
  readonly mode?: 'enforce' | 'shadow'
}

/** What a client sees of an answer in pieces, and what the guard and the provider saw of it. */
async function answer(setup: Setup) {
  const { pieces, stream = {}, fails = false, mode = 'enforce', whole = false } = setup
  const { part: seed = { type: 'text' }, surfaces } = setup
  const asked: string[] = []
  const told: SafetyEvent[] = []
  let sent = 0
  let cancelled = false
  async function* provider(): AsyncGenerator<StreamEvent> {
    try {
      yield { type: 'start', id: 'c', model: 'm' }
      yield { type: 'part-start', ...at, part: seed }
      for (const piece of pieces) {
        if (typeof piece !== 'string') await piece
        else yield { type: 'part-delta', ...at, text: piece }
        sent += 1
      }
      yield { type: 'part-end', ...at }
      yield { type: 'finish', candidate: 0, finish: { reason: 'stop' } }
      sent = Infinity
    } finally {
      cancelled = sent < Infinity
    }
  }
  const upstream: Middleware = async function upstreamInPieces(context) {
    const events = eventStream(provider())
    context.response = { type: 'stream', events }
    if (!whole) return
    const all: StreamEvent[] = []
    for await (const event of events) all.push(event)
    context.response = { type: 'completion', completion: collect(all) }
  }
  const when = surfaces === undefined ? {} : { when: { surfaces } }
  const guarded = safety({
    policies: {
      default: {
        mode,
        input: [],
        output: [{ id: 'clean', detect: 'guard', action: { type: 'block' }, ...when }],
        stream,
      },
    },
    guards: [guardOf(asked, fails)],
    onEvent: (event) => void told.push(event),
  })
  const reply = await pipeline(guarded, upstream)(createContext({ request }))
  if (reply.type === 'result') throw new TypeError('The answer should be a chat.')
  const seen: StreamEvent[] = []
  const sentAtFirst: number[] = []
  const events = reply.type === 'stream' ? reply.events : explode(reply.completion)
  for await (const event of events) {
    if (event.type === 'part-delta') sentAtFirst.push(sent)
    seen.push(event)
  }
  await new Promise((resolve) => setTimeout(resolve, 5))
  const [candidate] = collect(seen).candidates
  const [part] = candidate?.message.content ?? []
  return {
    asked,
    told,
    cancelled,
    text: part?.type === 'text' ? part.text : '',
    ending: candidate?.finish.reason,
    sentAtFirst: sentAtFirst[0],
  }
}

const words = (count: number) =>
  Array.from({ length: count }, (_, index) => `word${String(index)} `)

describe('a remote guard on a stream', () => {
  test('reads it in windows that overlap, and each leaves once it was read', async () => {
    const pieces = words(300)
    const { text, asked, sentAtFirst, ending } = await answer({ pieces })
    expect(text).toBe(pieces.join(''))
    expect(ending).toBe('stop')
    expect(asked.length).toBeGreaterThan(3)
    for (const window of asked.slice(1, -1)) expect(window.length).toBeGreaterThanOrEqual(512 + 128)
    expect(asked[1]?.slice(0, 128)).toBe(asked[0]?.slice(-128))
    expect(sentAtFirst).toBeLessThan(100)
  })

  test('lets nothing out of a window that it refuses, whatever border the word crosses', async () => {
    for (let shift = 0; shift < 8; shift++) {
      const pieces = [' '.repeat(505 + shift), ...'poison'.split(''), ...words(200)]
      const { text, ending, cancelled, told } = await answer({ pieces })
      expect(text).not.toContain('word')
      expect(ending).toBe('content-filter')
      expect(cancelled).toBe(true)
      expect(told).toMatchObject([{ rule: 'clean', action: 'block', stage: 'output' }])
    }
  })

  test.each([false, true])('reads what tools are given, and as such; whole: %s', async (whole) => {
    const part = { type: 'tool-call', callId: 'c', name: 'f', kind: 'function' } as const
    const call = { part, pieces: ['{"a":"poi', 'son"}'], whole }
    const refused = await answer(call)
    expect([refused.ending, refused.asked]).toEqual(['content-filter', ['{"a":"poison"}']])
    const elsewhere = await answer({ ...call, surfaces: ['text'] })
    expect([elsewhere.ending, elsewhere.asked]).toEqual(['stop', []])
  })

  test('is asked about a slow text before a window is full', async () => {
    const slow = new Promise<void>((resolve) => setTimeout(resolve, 300))
    const pieces = ['a few words', slow, ' and the rest']
    const { text, asked, sentAtFirst } = await answer({ pieces, stream: { maxHoldMs: 20 } })
    expect(text).toBe('a few words and the rest')
    expect(asked).toEqual(['a few words', 'a few words and the rest'])
    expect(sentAtFirst).toBe(1)
  })

  test('lets nothing pass when it fails', async () => {
    const { text, ending, told } = await answer({ pieces: words(100), fails: true })
    expect(told).toMatchObject([{ rule: 'clean', types: ['DETECTOR_FAILED'], action: 'block' }])
    expect(text).toBe('')
    expect(ending).toBe('content-filter')
  })

  test('in shadow reads what has left, and tells', async () => {
    const pieces = [...words(100), 'poison']
    const { text, asked, sentAtFirst, told } = await answer({ pieces, mode: 'shadow' })
    expect(text).toBe(pieces.join(''))
    expect(asked).toEqual([text])
    expect(sentAtFirst).toBe(0)
    expect(told).toMatchObject([{ rule: 'clean', action: 'block', enforced: false }])
  })

  test('reads the whole answer first where the policy says so', async () => {
    const pieces = words(300)
    const { text, asked, sentAtFirst } = await answer({ pieces, stream: { gate: 'buffered' } })
    expect(text).toBe(pieces.join(''))
    expect(asked).toEqual([pieces.join('')])
    expect(sentAtFirst).toBeGreaterThanOrEqual(300)
  })
})
