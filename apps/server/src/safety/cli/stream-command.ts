import { createTextFilter, compilePolicy } from '@signalbox/safety'

import type { Terminal } from '../../cli/terminal.ts'
import { defaultOpening, readFrame, type Frame } from './frame.ts'
import { readLines } from './line-reader.ts'
import { OpenStream, streamFor } from './open-stream.ts'
import {
  linePolicies,
  UsageError,
  type LinePolicies,
  type PolicyOptions,
} from './policy-options.ts'
import { lineBytes, lineText } from './scan-command.ts'
import { scanLine } from './scan-line.ts'
import { idOf, parseLine, readRecord, readTrust, RecordError } from './scan-record.ts'
import { splitPlan } from './split-plan.ts'
import { WireStream } from './wire-stream.ts'

/** `safety stream` as it was typed. */
export interface StreamCommandOptions extends PolicyOptions {
  readonly split?: string
  readonly wire?: string
  readonly verify?: true
  readonly timing?: true
  readonly maxLineBytes?: string
}

/** What one run shares. */
interface Run {
  readonly policies: LinePolicies
  readonly terminal: Terminal
  readonly options: StreamCommandOptions
  failed: boolean
}

/** Frames in, frames out. 0 done; 1 a frame had an error or `--verify` a difference; 2 usage. */
export async function streamCommand(
  options: StreamCommandOptions,
  input: AsyncIterable<Uint8Array>,
  terminal: Terminal,
): Promise<number> {
  try {
    const maxBytes = lineBytes(options.maxLineBytes)
    const key = terminal.env['SIGNALBOX_SAFETY_KEY'] ?? 'signalbox'
    const policies = await linePolicies(options, { cwd: terminal.cwd, key })
    const run: Run = { policies, terminal, options, failed: false }
    if (options.split !== undefined) await runSplit(run, options.split, input, maxBytes)
    else await runFrames(run, input, maxBytes)
    return run.failed ? 1 : 0
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    terminal.err(`error: ${error.message}`)
    return 2
  }
}

async function runFrames(
  run: Run,
  input: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<void> {
  const open = new Map<string | number, OpenStream | WireStream>()
  const blocked = new Map<string | number, OpenStream | WireStream>()
  for await (const line of readLines(input, maxBytes)) {
    let frame: Frame | undefined
    try {
      const value = parseLine(lineText(line))
      frame = readFrame(value)
      await takeFrame(run, frame, open, blocked)
    } catch (error) {
      if (!(error instanceof RecordError)) throw error
      const id = frame?.id ?? badId(line.text)
      const { code, message } = error
      failWith(run, { id, error: { code, message, line: line.number } })
    }
  }
  for (const stream of open.values()) {
    write(run, await answerTo(stream, {}, true, run))
    await verify(run, stream)
  }
}

async function takeFrame(
  run: Run,
  frame: Frame,
  open: Map<string | number, OpenStream | WireStream>,
  blocked: Map<string | number, OpenStream | WireStream>,
): Promise<void> {
  const { id } = frame
  if (frame.abort) {
    open.delete(id)
    blocked.delete(id)
    return
  }
  const done = blocked.get(id)
  const hasText = frame.chunk !== undefined || frame.bytes !== undefined
  if (done !== undefined) {
    if (hasText || frame.end) write(run, done.ignored())
    return
  }
  if (frame.open !== undefined && open.has(id))
    throw new RecordError('invalid_record', 'The id is open already.')
  const stream = open.get(id) ?? opened(run, frame)
  open.set(id, stream)
  if (!hasText && !frame.end) return
  write(run, await answerTo(stream, frame, frame.end, run))
  if (stream.isBlocked) {
    open.delete(id)
    blocked.set(id, stream)
  } else if (frame.end) {
    open.delete(id)
    await verify(run, stream)
  }
}

async function answerTo(
  stream: OpenStream | WireStream,
  given: { readonly chunk?: string | undefined; readonly bytes?: Uint8Array | undefined },
  end: boolean,
  { options }: Run,
): Promise<object> {
  return stream instanceof WireStream
    ? await stream.take(given, end)
    : stream.take(given, end, options.timing === true)
}

function opened({ policies, options }: Run, frame: Frame): OpenStream | WireStream {
  const opening = frame.open ?? defaultOpening
  return options.wire === undefined
    ? new OpenStream(frame.id, opening, policies)
    : new WireStream(frame.id, opening, policies, options.wire)
}

/** Reads lines as `scan` does, and cuts each text itself. */
async function runSplit(
  run: Run,
  given: string,
  input: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<void> {
  const plan = splitPlan(given)
  const timing = run.options.timing === true
  for await (const line of readLines(input, maxBytes)) {
    try {
      const record = readRecord(parseLine(lineText(line)), line.number)
      if (record.input.field !== 'text')
        throw new RecordError('invalid_record', '--split needs lines with "text".')
      const { text, role } = record.input
      const { direction, context } = record
      const stream = new OpenStream(
        record.id,
        { ...defaultOpening, direction, role, context },
        run.policies,
      )
      for (const piece of plan(text, line.number))
        write(run, stream.isBlocked ? stream.ignored() : stream.take(piece, false, timing))
      write(run, stream.isBlocked ? stream.ignored() : stream.take({}, true, timing))
      await verify(run, stream)
    } catch (error) {
      if (!(error instanceof RecordError)) throw error
      const { code, message } = error
      failWith(run, {
        id: badId(line.text, line.number),
        error: { code, message, line: line.number },
      })
    }
  }
}

/** Compares what was released with what the whole text gives. */
async function verify(run: Run, stream: OpenStream | WireStream): Promise<void> {
  if (run.options.verify !== true || stream.isBlocked || stream instanceof WireStream) return
  const expected = await wholeOf(run, stream)
  if (expected === stream.output) return
  run.failed = true
  run.terminal.err(
    `difference: the id ${JSON.stringify(stream.id)} is not what the whole text gives`,
  )
}

async function wholeOf({ policies }: Run, { input, opening }: OpenStream): Promise<string> {
  const { channel, role, direction, context, map } = opening
  if (channel !== 'text') {
    const filter = streamFor(opening, policies)
    return filter.push(input) + filter.end()
  }
  const record = {
    id: 0,
    direction,
    context,
    input: { field: 'text', text: input, role, trust: readTrust(undefined, role) },
  } as const
  const { line } = await scanLine(record, policies, { offsets: 'utf16', reveal: false })
  const text = 'text' in line && typeof line.text === 'string' ? line.text : ''
  if (map === undefined) return text
  const none = compilePolicy({ mode: 'enforce', input: [], output: [] }, { detectors: [] })
  const restore = createTextFilter(none, { map })
  return restore.push(text) + restore.end()
}

function write({ terminal }: Run, line: object): void {
  terminal.out(JSON.stringify(line))
}

function failWith(run: Run, line: object): void {
  run.failed = true
  write(run, line)
}

function badId(text: string | undefined, fallback: string | number = '0'): string | number {
  try {
    const value: unknown = JSON.parse(text ?? '')
    const id = idOf(value, -1)
    return id === -1 ? fallback : id
  } catch {
    return fallback
  }
}
