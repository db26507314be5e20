import { isJsonObject, type JsonObject } from '@signalbox/core'
import type { Role, SurfaceKind } from '@signalbox/safety'

import { readContext, readRole, RecordError, type LineContext } from './scan-record.ts'

/** How a channel is opened; every field has a default. */
export interface Opening {
  readonly channel: SurfaceKind
  readonly direction: 'input' | 'output'
  readonly role: Role
  readonly tool: string | undefined
  readonly context: LineContext
  /** Turns restoring on. */
  readonly map: Readonly<Record<string, string>> | undefined
}

/** One frame of `safety stream`. */
export interface Frame {
  readonly id: string | number
  readonly open: Opening | undefined
  readonly chunk: string | undefined
  readonly bytes: Uint8Array | undefined
  readonly end: boolean
  readonly abort: boolean
}

/** What an id is that opens nothing itself. */
export const defaultOpening: Opening = {
  channel: 'text',
  direction: 'output',
  role: 'assistant',
  tool: undefined,
  context: {},
  map: undefined,
}

/** The id of a frame, `"0"` where it has none. */
function frameId(value: JsonObject): string | number {
  const { id } = value
  if (id === undefined || id === null) return '0'
  if (typeof id === 'string' || (typeof id === 'number' && Number.isInteger(id))) return id
  throw new RecordError('invalid_record', '"id" must be a string or an integer.')
}

/** Checks a frame. */
export function readFrame(value: JsonObject): Frame {
  const id = frameId(value)
  const { open, chunk, bytes, end, abort } = withoutNulls(value)
  if (chunk !== undefined && typeof chunk !== 'string') throw invalid('"chunk" must be a string.')
  if (bytes !== undefined && (typeof bytes !== 'string' || !/^[A-Za-z0-9+/_-]*={0,2}$/.test(bytes)))
    throw invalid('"bytes" must be base64.')
  if (chunk !== undefined && bytes !== undefined)
    throw invalid('A frame has "chunk" or "bytes", not both.')
  for (const [name, flag] of Object.entries({ end, abort }))
    if (flag !== undefined && typeof flag !== 'boolean')
      throw invalid(`"${name}" must be true or false.`)
  const frame = {
    id,
    open: open === undefined || open === null ? undefined : readOpening(open),
    chunk,
    bytes: typeof bytes === 'string' ? new Uint8Array(Buffer.from(bytes, 'base64')) : undefined,
    end: end === true,
    abort: abort === true,
  }
  const isEmpty =
    frame.open === undefined && chunk === undefined && bytes === undefined && !frame.end
  if (isEmpty && !frame.abort)
    throw invalid('A frame has "open", "chunk", "bytes", "end" or "abort".')
  return frame
}

/** A field that is null is as good as absent. */
function withoutNulls(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== null))
}

function readOpening(value: unknown): Opening {
  if (!isJsonObject(value)) throw invalid('"open" must be an object.')
  const given = withoutNulls(value)
  const { channel = 'text', direction = 'output', tool, map } = given
  if (channel !== 'text' && channel !== 'args' && channel !== 'reasoning' && channel !== 'refusal')
    throw invalid('"channel" must be "text", "args", "reasoning" or "refusal".')
  if (direction !== 'input' && direction !== 'output')
    throw invalid('"direction" must be "input" or "output".')
  if (tool !== undefined && tool !== null && typeof tool !== 'string')
    throw invalid('"tool" must be a string.')
  const isMap = isJsonObject(map) && Object.values(map).every((entry) => typeof entry === 'string')
  if (map !== undefined && map !== null && !isMap)
    throw invalid('"map" must give a string for each token.')
  return {
    channel,
    direction,
    role: readRole(given['role'], 'assistant'),
    tool: typeof tool === 'string' ? tool : undefined,
    context: readContext(given['context']),
    map: isMap ? (map as Readonly<Record<string, string>>) : undefined,
  }
}

function invalid(message: string): RecordError {
  return new RecordError('invalid_record', message)
}
