import {
  collect,
  GatewayError,
  sseFramer,
  type ChatCodec,
  type ChatDialect,
  type ChatRequest,
  type Frame,
  type StreamEvent,
} from '@signalbox/core'
import fc from 'fast-check'
import { expect } from 'vitest'

import { essenceOf } from './essence.ts'
import { streams } from './stream-arbitraries.ts'
import { endsInError } from './stream-checks.ts'
import { decodeChunks } from './stream-run.ts'
import { namesEvents } from './wires.ts'

/** A dialect's stream encoder, and the codec of the same wire when there is one to read it back. */
export interface EncoderSubject {
  readonly dialect: ChatDialect
  readonly codec: ChatCodec | undefined
  readonly request: ChatRequest
  readonly runs: number
}

const blockEnd = /(\n\n|\r\n\r\n)$/
const broken = new GatewayError('upstream_error', 'The line broke.', { origin: 'provider' })

/** Law 5: whatever the events, the text is well framed and tells the same answer. */
export function checkGrammar(subject: EncoderSubject): void {
  const { codec, request } = subject
  forAnyStream(subject, 1, (events) => {
    const text = written(subject, events)
    checkFrames(subject, text)
    if (codec === undefined) return
    const again = decodeChunks(codec, request, [new TextEncoder().encode(text)])
    const answer = collect(again)
    // A stream of one candidate is all that some wires know.
    expect(essenceOf(answer)[0]).toEqual(essenceOf(collect(events))[0])
  })
}

/** Several candidates do not break the framing either. */
export function checkSeveralCandidates(subject: EncoderSubject): void {
  forAnyStream(subject, 3, (events) => checkFrames(subject, written(subject, events)))
}

/** A failure after any event is told in the grammar, never a clean end. */
export function checkErrorEnding(subject: EncoderSubject): void {
  forAnyStream(subject, 1, (events, cut) => {
    const some = events.slice(0, cut % events.length)
    checkToldError(subject, some, broken, false)
    checkToldError(subject, some, broken, true)
  })
}

/** An end without a finish is a failure too. */
export function checkMissingFinish(subject: EncoderSubject): void {
  forAnyStream(subject, 1, (events) => {
    const finish = events.findIndex(({ type }) => type === 'finish')
    checkToldError(subject, events.slice(0, finish), undefined, false)
  })
}

/** A sign of life between any two events changes nothing of the answer. */
export function checkKeepAlive(subject: EncoderSubject): void {
  const { codec, dialect, request } = subject
  forAnyStream(subject, 1, (events, cut) => {
    const encoder = dialect.encodeStream(request)
    let text = ''
    for (const [index, event] of events.entries()) {
      if (index === cut % events.length) text += encoder.keepAlive()
      text += encoder.push(event)
    }
    text += encoder.end()
    checkFrames(subject, text)
    if (codec === undefined) return
    const again = decodeChunks(codec, request, [new TextEncoder().encode(text)])
    expect(essenceOf(collect(again))[0]).toEqual(essenceOf(collect(events))[0])
  })
  const first = dialect.encodeStream(request).keepAlive()
  expect(blockEnd.test(first), 'a keep-alive is a block of its own').toBe(true)
}

/** After the end there is silence. */
export function checkSilenceAfterEnd({ dialect, request, runs }: EncoderSubject): void {
  fc.assert(
    fc.property(streams({ maxCandidates: 1 }), fc.boolean(), ({ events }, failed) => {
      const encoder = dialect.encodeStream(request)
      for (const event of events) encoder.push(event)
      encoder.end(failed ? broken : undefined)
      expect(events.map((event) => encoder.push(event)).join('')).toBe('')
      expect([encoder.end(), encoder.end(broken)]).toEqual(['', ''])
    }),
    { numRuns: runs },
  )
}

function forAnyStream(
  { runs }: EncoderSubject,
  maxCandidates: number,
  check: (events: readonly StreamEvent[], cut: number) => void,
): void {
  fc.assert(
    fc.property(streams({ maxCandidates }), fc.nat(), ({ events }, cut) => {
      check(events, cut)
    }),
    { numRuns: runs },
  )
}

function written({ dialect, request }: EncoderSubject, events: readonly StreamEvent[]): string {
  const encoder = dialect.encodeStream(request)
  return events.map((event) => encoder.push(event)).join('') + encoder.end()
}

function checkToldError(
  subject: EncoderSubject,
  events: readonly StreamEvent[],
  error: GatewayError | undefined,
  asEvent: boolean,
): void {
  const { codec, dialect, request } = subject
  const encoder = dialect.encodeStream(request)
  const before = events.map((event) => encoder.push(event)).join('')
  const told = asEvent && error !== undefined ? encoder.push({ type: 'error', error }) : ''
  const ending = told + encoder.end(asEvent ? undefined : error)
  checkFrames(subject, before + ending)
  expect(ending, 'the ending tells of an error').toMatch(/error|failed/)
  if (error !== undefined) expect(ending).toContain(error.message)
  if (codec === undefined) return
  const again = decodeChunks(codec, request, [new TextEncoder().encode(before + ending)])
  expect(endsInError(again), 'its own codec reads an error').toBe(true)
}

function checkFrames({ dialect }: EncoderSubject, text: string): void {
  const frames = framesIn(text)
  expect(text === '' || blockEnd.test(text), 'the last event is complete').toBe(true)
  const named = namesEvents(dialect.name)
  for (const [index, { event, data }] of frames.entries()) {
    if (named !== undefined) expect(event !== undefined, `event line of ${data}`).toBe(named)
    if (data !== '[DONE]') JSON.parse(data)
    else
      expect([dialect.name, index], '[DONE] is last, and for chat only').toEqual([
        'openai-chat',
        frames.length - 1,
      ])
  }
}

function framesIn(text: string): readonly Frame[] {
  const framer = sseFramer()
  return [...framer.push(new TextEncoder().encode(text)), ...framer.end()]
}
