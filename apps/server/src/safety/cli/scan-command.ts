import { severity, type ActionName } from '@signalbox/safety'

import type { Terminal } from '../../cli/terminal.ts'
import { readLines, type InputLine } from './line-reader.ts'
import { linePolicies, UsageError, type PolicyOptions } from './policy-options.ts'
import { scanLine } from './scan-line.ts'
import { idOf, parseLine, readRecord, RecordError } from './scan-record.ts'

/** `safety scan` as it was typed. */
export interface ScanCommandOptions extends PolicyOptions {
  readonly jsonl?: true
  readonly offsets?: string
  readonly reveal?: true
  readonly timing?: true
  readonly failOn?: string
  readonly jobs?: string
  readonly maxLineBytes?: string
}

/** Lines longer than this are not read. */
const defaultLineBytes: number = 8 * 1024 * 1024

const actions: readonly ActionName[] = [
  ...(['block', 'route', 'pseudonymize', 'redact', 'mask', 'hash', 'encrypt'] as const),
  ...(['defang', 'spotlight', 'flag'] as const),
]

/** One answer per line of the input. 0 done; 1 a line had an error or `--fail-on` was reached; 2 usage. */
export async function scanCommand(
  options: ScanCommandOptions,
  input: AsyncIterable<Uint8Array>,
  terminal: Terminal,
): Promise<number> {
  try {
    const { failOn, offsets = 'utf16' } = options
    if (offsets !== 'utf16' && offsets !== 'codepoint')
      throw new UsageError('--offsets must be utf16 or codepoint')
    if (failOn !== undefined && !actions.some((name) => name === failOn))
      throw new UsageError(`--fail-on must be one of ${actions.join(', ')}`)
    const maxBytes = lineBytes(options.maxLineBytes)
    const policies = await linePolicies(options, {
      cwd: terminal.cwd,
      key: terminal.env['SIGNALBOX_SAFETY_KEY'] ?? 'signalbox',
    })
    const limit = failOn === undefined ? Infinity : severity(failOn as ActionName)
    let failed = false
    for await (const line of readLines(input, maxBytes)) {
      const startedAt = performance.now()
      try {
        const record = recordOf(line)
        const shown = { offsets, reveal: options.reveal === true } as const
        const { line: answer, action } = await scanLine(record, policies, shown)
        const us = Math.round((performance.now() - startedAt) * 1000)
        terminal.out(JSON.stringify(options.timing === true ? { ...answer, us } : answer))
        if (severity(action) >= limit) failed = true
      } catch (error) {
        if (!(error instanceof RecordError)) throw error
        failed = true
        terminal.out(JSON.stringify(errorLine(line, error)))
      }
    }
    return failed ? 1 : 0
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    terminal.err(`error: ${error.message}`)
    return 2
  }
}

/** `--max-line-bytes` as a number. */
export function lineBytes(text: string | undefined): number {
  const bytes = text === undefined ? defaultLineBytes : Number(text)
  if (!Number.isInteger(bytes) || bytes < 1)
    throw new UsageError('--max-line-bytes must be a whole number')
  return bytes
}

/** What a line's text says; throws what is wrong with it. */
export function lineText({ text, problem }: InputLine): string {
  if (problem === 'too-long') throw new RecordError('line_too_long', 'The line is too long.')
  if (text === undefined) throw new RecordError('invalid_json', 'The line is not valid UTF-8.')
  return text
}

function recordOf(line: InputLine): ReturnType<typeof readRecord> {
  return readRecord(parseLine(lineText(line)), line.number)
}

function errorLine({ number, text }: InputLine, { code, message }: RecordError): object {
  let id: string | number = number
  try {
    id = idOf(JSON.parse(text ?? ''), number)
  } catch {
    // Without JSON the line has no other name than its number.
  }
  return { id, ok: false, error: { code, message, line: number } }
}
