import type { ChatCodec, ChatDialect } from '@signalbox/core'

import { badBodies, type BadBody } from './bad-bodies.ts'
import * as bodies from './dialect-checks.ts'
import * as encoders from './encoder-checks.ts'
import { law, suite, unchecked } from './law.ts'
import { requestBody } from './recorded-request.ts'
import { loadRecordings, type RecordingFilter, type Recordings } from './recordings.ts'
import { apisOf } from './wires.ts'

/** What to check and with which recordings. */
export interface DialectSuiteOptions {
  readonly dialect: ChatDialect
  /** A folder, or what `loadRecordings` gave. */
  readonly recordings: string | URL | Recordings
  /** Default: the recordings of the dialect's wire, whoever answered. */
  readonly filter?: RecordingFilter | undefined
  /** Of the same wire: reads back what the dialect writes. */
  readonly codec?: ChatCodec | undefined
  /** Bodies to refuse beside those the suite knows for the wire. */
  readonly bad?: readonly BadBody[] | undefined
  /** Why a law is left out, by its name or by file and law. */
  readonly exceptions?: Readonly<Record<string, string>> | undefined
  /** fast-check runs per property. */
  readonly runs?: number | undefined
}

/** Registers what any client may rely on: tolerance, refusals, stream grammar, endings. */
export function dialectSuite(options: DialectSuiteOptions): void {
  const { dialect, recordings, codec, bad = [], exceptions = {}, runs = 50 } = options
  const apis = apisOf(dialect.name)
  const { filter = ({ api }) => apis.includes(api) } = options
  const found =
    typeof recordings === 'string' || recordings instanceof URL
      ? loadRecordings(recordings, filter)
      : { ...recordings, list: recordings.list.filter(filter) }
  const sent = found.list.filter(
    (recording) => recording.status < 300 && requestBody(recording) !== undefined,
  )

  function add(name: string, check: () => void): void {
    const reason = exceptions[name]
    if (reason === undefined) law(name, check)
    else unchecked(name, reason)
  }

  suite(`dialect ${dialect.name}`, () => {
    if (sent.length === 0)
      unchecked('requests of recordings', found.missing ?? 'no recording holds a request')
    for (const recording of sent) {
      const { file } = recording
      add(`${file} decodes`, () => bodies.checkDecodesRequest(dialect, recording))
      add(`${file} tolerance`, () => bodies.checkTolerance(dialect, recording))
      add(`${file} fuzzed body`, () => bodies.checkFuzzedBody(dialect, recording, runs))
    }
    for (const one of [...badBodies(dialect.name), ...bad])
      add(`refuses ${JSON.stringify(one.body)}`, () => bodies.checkBadBody(dialect, one))

    add('errors have the envelope', () => bodies.checkErrors(dialect))
    const request = dialect.decodeRequest(bodies.smallRequest(dialect.name), undefined, {
      model: 'm',
    })
    add('any answer is a reply', () => bodies.checkReplies(dialect, request, runs))

    const subject = { dialect, codec, request: { ...request, stream: true }, runs }
    add('stream grammar', () => encoders.checkGrammar(subject))
    add('several candidates', () => encoders.checkSeveralCandidates(subject))
    add('error ending', () => encoders.checkErrorEnding(subject))
    add('missing finish', () => encoders.checkMissingFinish(subject))
    add('keep-alive', () => encoders.checkKeepAlive(subject))
    add('silence after the end', () => encoders.checkSilenceAfterEnd(subject))
  })
}
