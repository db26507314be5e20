import type { Adapter, ChatCodec, ChatDialect, Target } from '@signalbox/core'

import { checkConversations } from './conversation-checks.ts'
import { checkOddErrors, checkRateLimits, checkRecordedError } from './error-checks.ts'
import { law, suite, unchecked } from './law.ts'
import * as messages from './message-checks.ts'
import { requestBody } from './recorded-request.ts'
import {
  isFramed,
  loadRecordings,
  type Recording,
  type RecordingFilter,
  type Recordings,
} from './recordings.ts'
import * as streams from './stream-checks.ts'
import type { Normalize, Subject } from './subject.ts'
import { apisOf } from './wires.ts'

/** What to check and with which recordings. */
export interface AdapterSuiteOptions {
  readonly adapter: Adapter
  /** A folder, or what `loadRecordings` gave. */
  readonly recordings: string | URL | Recordings
  /** One of the adapter's wires; without it all of them. */
  readonly wire?: string | undefined
  /** Default: the recordings of the adapter's own provider. */
  readonly filter?: RecordingFilter | undefined
  /** Of the same wires: round trips need the client's half. */
  readonly dialects?: readonly ChatDialect[] | undefined
  readonly target?: Partial<Target> | undefined
  /** Recordings whose bytes the relay has to repair. */
  readonly repairs?: RecordingFilter | undefined
  /** Applied to both sides before requests are compared. */
  readonly normalizeRequest?: Normalize | undefined
  readonly normalizeReply?: Normalize | undefined
  /** Why a recording is left out, by file, or by file and law: `chat/0001.json any split`. */
  readonly exceptions?: Readonly<Record<string, string>> | undefined
  /** fast-check runs per property and recording. */
  readonly runs?: number | undefined
}

type Check = (subject: Subject, recording: Recording) => void

interface Law {
  readonly name: string
  readonly check: Check
  readonly needs: (recording: Recording, subject: Subject) => boolean
}

const isWhole: Law['needs'] = ({ status, stream, body }) =>
  status < 300 && !stream && body !== undefined
const isStream: Law['needs'] = (recording) => recording.status < 300 && isFramed(recording)
const hasDialect: Law['needs'] = (_, { dialect }) => dialect !== undefined
const hasRequest: Law['needs'] = (recording, subject) =>
  hasDialect(recording, subject) && recording.status < 300 && requestBody(recording) !== undefined
const both =
  (...needs: readonly Law['needs'][]): Law['needs'] =>
  (recording, subject) =>
    needs.every((need) => need(recording, subject))

const laws: readonly Law[] = [
  { name: 'request round trip', check: messages.checkRequestRoundTrip, needs: hasRequest },
  { name: 'relayed request', check: messages.checkRelayedRequest, needs: hasRequest },
  { name: 'answer decodes', check: messages.checkDecodes, needs: isWhole },
  {
    name: 'reply round trip',
    check: messages.checkReplyRoundTrip,
    needs: both(isWhole, hasDialect),
  },
  { name: 'replay', check: messages.checkReplay, needs: isWhole },
  { name: 'relayed answer', check: messages.checkRelayedAnswer, needs: isWhole },
  { name: 'unknown part', check: messages.checkUnknownPart, needs: isWhole },
  { name: 'answer usage', check: messages.checkAnswerUsage, needs: isWhole },
  { name: 'stream decodes', check: streams.checkStreamDecodes, needs: isStream },
  { name: 'any split', check: streams.checkAnySplit, needs: isStream },
  { name: 'relay', check: streams.checkRelay, needs: isStream },
  { name: 'cuts', check: streams.checkCuts, needs: isStream },
  { name: 'fuzzed frames', check: streams.checkFuzzedFrames, needs: isStream },
  { name: 'stream usage', check: streams.checkStreamUsage, needs: isStream },
  {
    name: 'stream round trip',
    check: streams.checkStreamRoundTrip,
    needs: both(isStream, hasDialect),
  },
]

/** The names of the laws, as `exceptions` knows them. */
export const adapterLaws: readonly string[] = laws.map(({ name }) => name)

/** Registers laws 1 to 5 on every recording, errors and limits included. */
export function adapterSuite(options: AdapterSuiteOptions): void {
  const { adapter, wire, filter = ({ provider }) => provider === adapter.provider } = options
  const { recordings } = options
  const found =
    typeof recordings === 'string' || recordings instanceof URL
      ? loadRecordings(recordings, filter)
      : { ...recordings, list: recordings.list.filter(filter) }

  suite(`adapter ${adapter.provider}`, () => {
    law('understands refusals with any body', () => checkOddErrors(adapter))
    if (found.list.length === 0)
      unchecked('laws on recordings', found.missing ?? 'no recording matches')
    for (const recording of found.list) {
      const reason = options.exceptions?.[recording.file]
      if (reason !== undefined) unchecked(recording.file, reason)
      else registerErrors(adapter, recording)
    }
    for (const codec of adapter.chat ?? [])
      if (wire === undefined || codec.wire === wire)
        suite(codec.wire, () => registerCodec(subjectOf(options, codec), found.list, options))
  })
}

function registerErrors(adapter: Adapter, recording: Recording): void {
  law(`${recording.file} limits`, () => checkRateLimits(adapter, recording))
  if (recording.status >= 400)
    law(`${recording.file} error`, () => checkRecordedError(adapter, recording))
}

function registerCodec(
  subject: Subject,
  list: readonly Recording[],
  { exceptions = {} }: AdapterSuiteOptions,
): void {
  const apis = apisOf(subject.codec.wire)
  const unsaid = exceptions['any conversation']
  if (unsaid === undefined) law('any conversation', () => checkConversations(subject))
  else unchecked('any conversation', unsaid)
  const matching = list.filter(
    ({ api, file }) => apis.includes(api) && exceptions[file] === undefined,
  )
  if (list.length > 0 && matching.length === 0)
    unchecked('laws on recordings', `no recording of ${apis.join(', ')}`)
  for (const recording of matching) {
    if (recording.stream && recording.status < 300 && !isFramed(recording))
      unchecked(`${recording.file} stream`, 'its bytes were not kept in the framing of the wire')
    for (const { name, check, needs } of laws) {
      if (!needs(recording, subject)) continue
      const sentence = `${recording.file} ${name}`
      const reason = exceptions[sentence]
      if (reason === undefined) law(sentence, () => check(subject, recording))
      else unchecked(sentence, reason)
    }
  }
}

function subjectOf(options: AdapterSuiteOptions, codec: ChatCodec): Subject {
  const { adapter, dialects = [], target = {}, repairs = () => false, runs = 20 } = options
  return {
    adapter,
    codec,
    dialect: dialects.find(({ name }) => name === codec.wire),
    target,
    repairs,
    runs,
    normalizeRequest: options.normalizeRequest ?? withoutListedEdits,
    normalizeReply: options.normalizeReply ?? ((body) => body),
  }
}

/** Usage is asked for in every stream, and wishes for the gateway never reach a provider. */
const withoutListedEdits: Normalize = (body) => ({
  ...body,
  stream_options: undefined,
  models: undefined,
  provider: undefined,
})
