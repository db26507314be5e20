import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

import type { HeaderList, JsonValue, WireResponse } from '@signalbox/core'

/** One recorded exchange; exactly one of the bodies is there. */
export interface Recording {
  /** Path inside the folder. */
  readonly file: string
  readonly id: string
  readonly provider: string
  readonly api: string
  readonly stream: boolean
  readonly model?: string | undefined
  readonly features?: readonly string[] | undefined
  readonly request: {
    readonly method: string
    readonly url: string
    readonly headers?: Readonly<Record<string, string>> | undefined
    readonly body?: JsonValue | undefined
  }
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body?: JsonValue | undefined
  readonly text?: string | undefined
  readonly sse?: string | undefined
  readonly ndjson?: string | undefined
  readonly eventStreamBase64?: string | undefined
}

/** What was found; `missing` says why there is nothing. */
export interface Recordings {
  readonly list: readonly Recording[]
  readonly missing?: string | undefined
}

/** Chooses recordings. */
export type RecordingFilter = (recording: Recording) => boolean

/** Reads every recording below a folder, in the order of their names. */
export function loadRecordings(folder: string | URL, filter?: RecordingFilter): Recordings {
  const root = typeof folder === 'string' ? folder : fileURLToPath(folder)
  if (!existsSync(root)) return { list: [], missing: `there is no folder ${root}` }
  const list = jsonFiles(root).flatMap((path) => {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'))
    if (!isRecording(value)) return []
    const recording = { ...value, file: relative(root, path).replaceAll('\\', '/') }
    return filter === undefined || filter(recording) ? [recording] : []
  })
  return list.length > 0 ? { list } : { list, missing: `no recording in ${root} matches` }
}

/** The body as it went over the wire; undefined when it was a stream that was not kept as bytes. */
export function responseBytes(recording: Recording): Uint8Array {
  const { sse, ndjson, text, eventStreamBase64, body } = recording
  if (eventStreamBase64 !== undefined)
    return new Uint8Array(Buffer.from(eventStreamBase64, 'base64'))
  return new TextEncoder().encode(sse ?? ndjson ?? text ?? JSON.stringify(body ?? null))
}

/** The whole response of a recording. */
export function responseOf(recording: Recording): WireResponse {
  return {
    status: recording.status,
    headers: headersOf(recording.headers),
    body: responseBytes(recording),
  }
}

/** Whether the bytes of a stream were kept, in the framing of the wire. */
export function isFramed({ sse, ndjson, eventStreamBase64 }: Recording): boolean {
  return sse !== undefined || ndjson !== undefined || eventStreamBase64 !== undefined
}

/** Lower case and flat, without what described the transfer. */
export function headersOf(headers: Readonly<Record<string, string>> = {}): HeaderList {
  return Object.entries(headers).flatMap(([name, value]) => [name.toLowerCase(), value])
}

function jsonFiles(folder: string): readonly string[] {
  return readdirSync(folder)
    .toSorted()
    .flatMap((name) => {
      const path = join(folder, name)
      if (statSync(path).isDirectory()) return jsonFiles(path)
      return name.endsWith('.json') ? [path] : []
    })
}

function isRecording(value: unknown): value is Recording {
  return (
    typeof value === 'object' &&
    value !== null &&
    'provider' in value &&
    'api' in value &&
    'status' in value &&
    'request' in value
  )
}
