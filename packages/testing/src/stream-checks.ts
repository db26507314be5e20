import {
  collect,
  isJsonObject,
  type Completion,
  type JsonObject,
  type StreamEvent,
} from '@signalbox/core'
import fc from 'fast-check'
import { expect } from 'vitest'

import { borders, frameBorders, singleBytes, splitBytes, thinned } from './byte-splits.ts'
import { essenceOf } from './essence.ts'
import { checkEvents } from './event-grammar.ts'
import { mutated, mutations } from './json-mutation.ts'
import { requestBody, requestOf } from './recorded-request.ts'
import { responseBytes, type Recording } from './recordings.ts'
import { decodeChunks, framesOf, relayChunks } from './stream-run.ts'
import type { Subject } from './subject.ts'
import { reportedUsage, summed } from './usage-oracle.ts'

/** A recorded stream is good grammar and tells a whole answer, or the error that was recorded. */
export function checkStreamDecodes(subject: Subject, recording: Recording): void {
  const events = recordedEvents(subject, recording)
  checkEvents(events)
  if (endsInError(events)) {
    const expected = recording.features?.includes('stream_error') === true
    if (!expected) collect(events)
    return
  }
  const { candidates, blocked } = collect(events)
  expect(candidates.length > 0 || blocked !== undefined, 'there is an answer').toBe(true)
}

/** Law 3: the borders of chunks change nothing, neither in the events nor in the relay. */
export function checkAnySplit(subject: Subject, recording: Recording): void {
  const { codec, dialect, runs } = subject
  const bytes = responseBytes(recording)
  const request = requestOf(recording, dialect)
  const body = requestBody(recording) ?? {}
  const events = decodeChunks(codec, request, [bytes])
  const relayed = relayChunks(codec, body, [bytes])
  const check = (chunks: readonly Uint8Array[]) => {
    expect(decodeChunks(codec, request, chunks)).toEqual(events)
    expect(relayChunks(codec, body, chunks)).toEqual(relayed)
  }
  if (bytes.length <= 16_384) check(singleBytes(bytes))
  fc.assert(
    fc.property(borders(), (shares) => check(splitBytes(bytes, shares))),
    { numRuns: runs },
  )
}

/** Law 3: without repairs the relay gives out what came in, and sees what the decoder sees. */
export function checkRelay(subject: Subject, recording: Recording): void {
  const bytes = responseBytes(recording)
  const relayed = relayChunks(subject.codec, requestBody(recording) ?? {}, [bytes])
  if (relayed === undefined) return
  const events = recordedEvents(subject, recording)
  if (!subject.repairs(recording))
    expect(new TextDecoder().decode(relayed.bytes)).toBe(new TextDecoder().decode(bytes))
  const usages = events.flatMap((event) => (event.type === 'usage' ? [event.usage] : []))
  expect(relayed.seen.usage, 'usage is seen').toEqual(usages.at(-1))
  if (endsInError(events)) {
    expect(relayed.error ?? relayed.seen.error, 'the error is seen').toBeDefined()
    return
  }
  expect(relayed.error).toBeUndefined()
  const finishes = events.flatMap((event) => (event.type === 'finish' ? [event.finish.reason] : []))
  if (finishes.length === 1) expect(relayed.seen.finish?.reason).toBe(finishes[0])
}

/** Law 5: a cut stream ends in an error unless everything of the answer had come. */
export function checkCuts(subject: Subject, recording: Recording): void {
  const { codec, dialect, runs } = subject
  const bytes = responseBytes(recording)
  const whole = recordedEvents(subject, recording)
  if (endsInError(whole)) return
  const answer = contentOf(collect(whole))
  const request = requestOf(recording, dialect)
  const check = (at: number) => {
    const events = decodeChunks(codec, request, [bytes.subarray(0, at)])
    if (endsInError(events)) return checkEvents(events)
    const where = `cut after ${String(at)} of ${String(bytes.length)} bytes`
    expect({ where, content: contentOf(collect(events)) }).toEqual({ where, content: answer })
  }
  const checkRelayed = (at: number) => {
    const body = requestBody(recording) ?? {}
    const relayed = relayChunks(codec, body, [bytes.subarray(0, at)])
    if (relayed === undefined || relayed.error !== undefined) return
    const events = decodeChunks(codec, request, [bytes.subarray(0, at)])
    expect(endsInError(events), `relay: clean after ${String(at)} bytes`).toBe(false)
  }
  for (const at of [0, ...thinned(frameBorders(codec.framing(), bytes), 40)]) {
    check(at)
    checkRelayed(at)
  }
  fc.assert(
    fc.property(fc.nat(bytes.length), (at) => {
      check(at)
      checkRelayed(at)
    }),
    { numRuns: runs },
  )
}

/** Frames with anything in them never make a decoder throw. */
export function checkFuzzedFrames(subject: Subject, recording: Recording): void {
  const { codec, dialect, runs } = subject
  const frames = framesOf(codec, responseBytes(recording))
  const request = requestOf(recording, dialect)
  const change = fc.record({ frame: fc.nat(), changes: mutations(), half: fc.boolean() })
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (edits) => {
      const decoder = codec.decodeStream(request)
      for (const [index, frame] of frames.entries()) {
        const edit = edits.find((one) => one.frame % frames.length === index)
        const value = edit === undefined ? undefined : objectIn(frame.data)
        const text =
          value === undefined ? frame.data : JSON.stringify(mutated(value, edit?.changes ?? []))
        decoder.push({ ...frame, data: edit?.half === true ? text.slice(0, -1) : text })
      }
      expect(Array.isArray(decoder.end())).toBe(true)
    }),
    { numRuns: runs },
  )
}

/** Law 4, usage of streams: the last snapshot is what the provider reported. */
export function checkStreamUsage(subject: Subject, recording: Recording): void {
  const objects = framesOf(subject.codec, responseBytes(recording)).flatMap(({ data }) => {
    const value = objectIn(data)
    return value === undefined ? [] : [value]
  })
  const expected = reportedUsage(subject.codec.wire, objects)
  const events = recordedEvents(subject, recording)
  const last = events.findLast((event) => event.type === 'usage')
  if (expected === undefined || endsInError(events)) return
  expect(last, 'the stream reports usage').toBeDefined()
  if (last !== undefined && last.usage.suspect !== true)
    expect(summed(last.usage)).toEqual(expected)
}

/** Laws 1 and 5 for streams: what the dialect writes tells the same answer again. */
export function checkStreamRoundTrip(subject: Subject, recording: Recording): void {
  const { codec, dialect } = subject
  if (dialect === undefined) throw new Error(`This check needs a dialect of ${codec.wire}.`)
  const events = recordedEvents(subject, recording)
  if (endsInError(events)) return
  const request = requestOf(recording, dialect)
  const encoder = dialect.encodeStream(request)
  const text = events.map((event) => encoder.push(event)).join('') + encoder.end()
  const again = decodeChunks(codec, request, [new TextEncoder().encode(text)])
  checkEvents(again)
  const [before, after] = [collect(events), collect(again)]
  expect(essenceOf(after)).toEqual(essenceOf(before))
  expect(reasonsOf(after)).toEqual(reasonsOf(before))
}

/** Whether a stream tells of a failure. */
export function endsInError(events: readonly StreamEvent[]): boolean {
  return events.some(({ type }) => type === 'error')
}

function recordedEvents({ codec, dialect }: Subject, recording: Recording): readonly StreamEvent[] {
  return decodeChunks(codec, requestOf(recording, dialect), [responseBytes(recording)])
}

function reasonsOf({ candidates }: Completion): readonly string[] {
  return candidates.map(({ finish }) => finish.reason)
}

function contentOf({ candidates }: Completion): unknown {
  return candidates.map(({ message, finish }) => ({
    parts: message.content.map((part) => ({ ...part, extensions: undefined })),
    reason: finish.reason,
  }))
}

function objectIn(data: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(data)
    return isJsonObject(value) ? value : undefined
  } catch {
    return undefined
  }
}
