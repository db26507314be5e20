import { GatewayError } from './errors.ts'
import { header, type HeaderList } from './http.ts'
import { isJsonObject } from './json.ts'
import type { Hints } from './request.ts'

/** What the `x-signalbox-*` headers say. */
export interface HeaderHints {
  readonly hints?: Hints | undefined
  readonly sessionId?: string | undefined
  readonly user?: string | undefined
  readonly metadata?: Readonly<Record<string, string>> | undefined
}

const prefix = 'x-signalbox-'

/** Reads and checks the hint headers; a bad value is `invalid_request` naming the header. */
export function readHeaderHints(list: HeaderList): HeaderHints {
  let any = false
  for (let i = 0; i < list.length; i += 2) if (list[i]?.startsWith(prefix) === true) any = true
  if (!any) return {}
  const read = (name: string, max = 128) => {
    const value = header(list, prefix + name)
    if (value !== undefined && value.length > max)
      throw bad(name, `at most ${String(max)} characters long`)
    return value
  }
  const metadata = readMetadata(read('metadata', 4096))
  const hints: Hints = dropAbsent({
    route: read('route'),
    task: metadata?.['task'],
    language: metadata?.['language'],
    tags: readTags(read('tags', 2048)),
    timeoutMs: readInteger('timeout-ms', read('timeout-ms')),
    firstTokenTimeoutMs: readInteger('first-token-timeout-ms', read('first-token-timeout-ms')),
    maxRetries: readInteger('max-retries', read('max-retries')),
    cache: readCache(read('cache')),
    priority: readPriority(read('priority')),
    ...readDeadline(read('deadline')),
    strict: readFlag('strict', read('strict')),
    dataClass: read('data-class'),
    explain: readFlag('explain', read('explain')),
  })
  return {
    ...(Object.keys(hints).length === 0 ? {} : { hints }),
    ...dropAbsent({ sessionId: read('session-id'), user: read('user-id'), metadata }),
  }
}

function dropAbsent<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as T
}

function readMetadata(text: string | undefined): Readonly<Record<string, string>> | undefined {
  if (text === undefined) return undefined
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw bad('metadata', 'a JSON object of strings')
  }
  if (!isJsonObject(value)) throw bad('metadata', 'a JSON object of strings')
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [
      key,
      typeof entry === 'string' ? entry : JSON.stringify(entry),
    ]),
  )
}

function readTags(text: string | undefined): readonly string[] | undefined {
  if (text === undefined) return undefined
  const tags = text.split(',').map((tag) => tag.trim())
  if (tags.length > 16 || tags.some((tag) => tag === '' || tag.length > 64))
    throw bad('tags', 'a comma list of at most 16 tags of at most 64 characters')
  return tags
}

function readInteger(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (!/^\d{1,9}$/.test(text)) throw bad(name, 'a whole number')
  return Number(text)
}

function readFlag(name: string, text: string | undefined): boolean | undefined {
  if (text === undefined) return undefined
  if (text === '1' || text === 'true') return true
  if (text === '0' || text === 'false') return false
  throw bad(name, '1 or 0')
}

function readPriority(text: string | undefined): Hints['priority'] {
  if (text === undefined || text === 'interactive' || text === 'background') return text
  throw bad('priority', 'interactive or background')
}

function readCache(text: string | undefined): string | undefined {
  if (text === undefined || /^(?:off|refresh|ttl=\d{1,9})$/.test(text)) return text
  throw bad('cache', 'off, refresh or ttl=SECONDS')
}

const unitMs: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

function readDeadline(text: string | undefined): Pick<Hints, 'deadline' | 'deadlineInMs'> {
  if (text === undefined) return {}
  const span = /^(\d{1,6})([smhd])$/.exec(text)
  if (span !== null) return { deadlineInMs: Number(span[1]) * (unitMs[span[2] ?? ''] ?? 0) }
  const deadline = Date.parse(text)
  if (Number.isNaN(deadline)) throw bad('deadline', 'an ISO time or a span such as 2h')
  return { deadline }
}

function bad(name: string, wanted: string): GatewayError {
  const param = prefix + name
  return new GatewayError('invalid_request', `The header ${param} must be ${wanted}.`, {
    origin: 'client',
    param,
  })
}
