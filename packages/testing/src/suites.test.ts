import {
  GatewayError,
  sseFramer,
  type ChatCodec,
  type ChatDialect,
  type Completion,
  type StreamEvent,
} from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import {
  adapter,
  codec,
  dialect,
  frame,
  invalid,
  refusal,
  stream,
  whole,
} from '../test-support/toy.ts'
import { adapterSuite } from './adapter-suite.ts'
import { checkConversations } from './conversation-checks.ts'
import * as bodies from './dialect-checks.ts'
import { dialectSuite } from './dialect-suite.ts'
import * as encoders from './encoder-checks.ts'
import { checkOddErrors, checkRateLimits, checkRecordedError } from './error-checks.ts'
import * as messages from './message-checks.ts'
import type { Recording } from './recordings.ts'
import * as streams from './stream-checks.ts'
import type { Subject } from './subject.ts'

const list = [whole, stream, refusal]
adapterSuite({ adapter, recordings: { list }, dialects: [dialect], runs: 10 })
dialectSuite({ dialect, recordings: { list }, runs: 10 })

describe('the checks of the adapter suite can fail', () => {
  const subject: Subject = {
    adapter,
    codec,
    dialect,
    target: {},
    repairs: () => false,
    normalizeRequest: (body) => body,
    normalizeReply: (body) => body,
    runs: 30,
  }
  const withCodec = (change: Partial<ChatCodec>): Subject => ({
    ...subject,
    codec: { ...codec, ...change },
  })
  const decoding = (change: (events: readonly StreamEvent[]) => readonly StreamEvent[]): Subject =>
    withCodec({
      decodeStream: (request) => {
        const good = codec.decodeStream(request)
        return { push: (one) => change(good.push(one)), end: () => change(good.end()) }
      },
    })
  const relaying = (change: (bytes: Uint8Array) => Uint8Array): Subject =>
    withCodec({
      relayStream: (source) => {
        const good = codec.relayStream!(source)
        return {
          seen: good.seen,
          push: (bytes) => change(good.push(bytes)),
          end: () => good.end(),
        }
      },
    })
  const answering = (change: (answer: Completion) => Completion): Subject =>
    withCodec({
      decodeResponse: (response, request) => change(codec.decodeResponse(response, request)),
    })
  const drop = (type: StreamEvent['type']) =>
    decoding((events) => events.filter((event) => event.type !== type))
  const bare = {
    request: { method: 'POST', origin: '', path: '', headers: [], body: '{}' },
    warnings: [],
  } as const

  const flaws: readonly (readonly [
    string,
    (one: Subject, recording: Recording) => void,
    Subject,
    Recording,
  ])[] = [
    [
      'a lost request field',
      messages.checkRequestRoundTrip,
      withCodec({ encodeRequest: () => bare }),
      whole,
    ],
    [
      'a relay that drops fields',
      messages.checkRelayedRequest,
      withCodec({ relayRequest: () => bare }),
      whole,
    ],
    [
      'an answer without candidates',
      messages.checkDecodes,
      answering((one) => ({ ...one, candidates: [] })),
      whole,
    ],
    [
      'a changed model name',
      messages.checkReplyRoundTrip,
      answering((one) => ({ ...one, model: 'other' })),
      whole,
    ],
    [
      'a relayed answer that is not the provider\u2019s',
      messages.checkRelayedAnswer,
      withCodec({ relayResponse: () => new TextEncoder().encode('{}') }),
      whole,
    ],
    [
      'a dropped unknown part',
      messages.checkUnknownPart,
      answering((one) => ({
        ...one,
        candidates: one.candidates.map((candidate) => ({
          ...candidate,
          message: { role: 'assistant', content: candidate.message.content.slice(0, 1) },
        })),
      })),
      whole,
    ],
    [
      'a message that streams cannot tell',
      messages.checkReplay,
      answering((one) => ({
        ...one,
        candidates: one.candidates.map((candidate) => ({
          ...candidate,
          message: { ...candidate.message, id: 'x' },
        })),
      })),
      whole,
    ],
    [
      'missing usage',
      messages.checkAnswerUsage,
      answering((one) => ({ ...one, usage: undefined })),
      whole,
    ],
    ['a stream without its start', streams.checkStreamDecodes, drop('start'), stream],
    ['a stream without its finish', streams.checkStreamDecodes, drop('finish'), stream],
    ['a part that never ends', streams.checkStreamDecodes, drop('part-end'), stream],
    [
      'a framer that needs whole chunks',
      streams.checkAnySplit,
      withCodec({
        framing: () => ({
          push: (bytes) => {
            const framer = sseFramer()
            return [...framer.push(bytes), ...framer.end()]
          },
          end: () => [],
        }),
      }),
      stream,
    ],
    ['a relay that eats bytes', streams.checkRelay, relaying((bytes) => bytes.subarray(1)), stream],
    [
      'a relay that sees no usage',
      streams.checkRelay,
      withCodec({
        relayStream: () => ({ seen: {}, push: (bytes) => bytes, end: () => undefined }),
      }),
      stream,
    ],
    ['a cut that ends cleanly', streams.checkCuts, drop('error'), stream],
    [
      'a relay that ends a cut cleanly',
      streams.checkCuts,
      withCodec({
        relayStream: () => ({ seen: {}, push: (bytes) => bytes, end: () => undefined }),
      }),
      stream,
    ],
    [
      'a decoder that throws at odd frames',
      streams.checkFuzzedFrames,
      withCodec({
        decodeStream: () => ({
          push: ({ data }) => {
            JSON.parse(data)
            return []
          },
          end: () => [],
        }),
      }),
      stream,
    ],
    ['a stream without usage', streams.checkStreamUsage, drop('usage'), stream],
    [
      'a dialect that loses text',
      streams.checkStreamRoundTrip,
      {
        ...subject,
        dialect: {
          ...dialect,
          encodeStream: (request) => {
            const good = dialect.encodeStream(request)
            return {
              headers: [],
              push: (event) => (event.type === 'part-delta' ? '' : good.push(event)),
              keepAlive: () => '',
              end: (error) => good.end(error),
            }
          },
        },
      },
      stream,
    ],
  ]

  test.each(flaws)('%s', (_, check, broken, recording) => {
    expect(() => check(subject, recording)).not.toThrow(/./)
    expect(() => check(broken, recording)).toThrow(/./)
  })

  test('a conversation that loses its results', () => {
    const forgetful = withCodec({
      encodeRequest: (request, target) => {
        const left = request.messages.filter(({ role }) => role !== 'tool')
        return codec.encodeRequest({ ...request, messages: left }, target)
      },
    })
    expect(() => checkConversations(subject)).not.toThrow(/./)
    expect(() => checkConversations(forgetful)).toThrow(/./)
  })

  test('a refusal that is not understood', () => {
    const internal = () => new GatewayError('internal', 'Odd.')
    const throwing = () => {
      throw new SyntaxError('Unexpected token')
    }
    for (const classifyError of [internal, throwing]) {
      const broken = { ...adapter, classifyError }
      expect(() => checkRecordedError(broken, refusal)).toThrow(/./)
      expect(() => checkOddErrors(broken)).toThrow(/./)
    }
  })

  test('a limit that is no number', () => {
    const readRateLimits = () => [{ unit: 'requests', limit: Number.NaN } as const]
    expect(() => checkRateLimits({ ...adapter, readRateLimits }, whole)).toThrow(/./)
  })
})

describe('the checks of the dialect suite can fail', () => {
  const request = dialect.decodeRequest({ model: 'm', input: 'Hi', stream: true })
  const encoding = (
    change: (good: ReturnType<ChatDialect['encodeStream']>) => Partial<typeof good>,
  ): encoders.EncoderSubject => ({
    dialect: {
      ...dialect,
      encodeStream: (one) => {
        const good = dialect.encodeStream(one)
        return { ...good, ...change(good) }
      },
    },
    codec: undefined,
    request,
    runs: 30,
  })
  const good = encoding(() => ({}))

  const flaws: readonly (readonly [
    string,
    (one: encoders.EncoderSubject) => void,
    encoders.EncoderSubject,
  ])[] = [
    [
      'half an event',
      encoders.checkGrammar,
      encoding((one) => ({ push: (e) => one.push(e).trim() })),
    ],
    [
      'an event without its name',
      encoders.checkSeveralCandidates,
      encoding(() => ({ push: () => 'data: {}\n\n' })),
    ],
    ['a clean end after an error', encoders.checkErrorEnding, encoding(() => ({ end: () => '' }))],
    [
      'a clean end without a finish',
      encoders.checkMissingFinish,
      encoding(() => ({ end: () => '' })),
    ],
    [
      'a glued keep-alive',
      encoders.checkKeepAlive,
      encoding(() => ({ keepAlive: () => ': ping\n' })),
    ],
    [
      'talk after the end',
      encoders.checkSilenceAfterEnd,
      encoding(() => ({ end: () => frame('done', {}) })),
    ],
  ]

  test.each(flaws)('%s', (_, check, broken) => {
    expect(() => check(good)).not.toThrow(/./)
    expect(() => check(broken)).toThrow(/./)
  })

  test('an answer that is not the one told', () => {
    const silent = encoding((one) => ({
      push: (e) => (e.type === 'part-delta' ? '' : one.push(e)),
    }))
    expect(() => encoders.checkGrammar({ ...silent, codec })).toThrow(/./)
  })

  test('bodies that crash, pass or are refused without their field', () => {
    const bad = { body: { model: 5 }, param: 'model' }
    for (const decodeRequest of [
      () => request,
      () => {
        throw new TypeError('x is not a function')
      },
      () => {
        throw invalid('input')
      },
    ])
      expect(() => bodies.checkBadBody({ ...dialect, decodeRequest }, bad)).toThrow(/./)
    const throwing = () => {
      throw new RangeError('too deep')
    }
    const crashing = { ...dialect, decodeRequest: throwing }
    expect(() => bodies.checkFuzzedBody(crashing, whole, 5)).toThrow(/./)
    expect(() => bodies.checkDecodesRequest(crashing, whole)).toThrow(/./)
    expect(() => bodies.checkTolerance(crashing, whole)).toThrow(/./)
  })

  test('envelopes that show too much or too little', () => {
    const leaking: ChatDialect = {
      ...dialect,
      encodeError: (error, id) => ({
        ...dialect.encodeError(error, id),
        body: JSON.stringify({ ...error.details, code: error.kind, m: error.message, id }),
      }),
    }
    const nameless = { ...dialect, encodeError: () => ({ status: 400, headers: [], body: '{}' }) }
    expect(() => bodies.checkErrors(leaking)).toThrow(/./)
    expect(() => bodies.checkErrors(nameless)).toThrow(/./)
  })

  test('replies that are no JSON', () => {
    const encodeReply = () => ({ status: 200, headers: ['content-type', 'text/html'], body: '' })
    expect(() => bodies.checkReplies({ ...dialect, encodeReply }, request, 5)).toThrow(/./)
  })
})
