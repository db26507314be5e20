import { GatewayError, nestsDeeper } from '@signalbox/core'
import type { Context as HonoContext } from 'hono'

import type { RouteRow } from './route-row.ts'

const maxBytes = 2 * 1024 * 1024
const maxDepth = 64

/** Reads the body of a call within bounds; handlers read what was read here. */
export async function checkBody(c: HonoContext, row: RouteRow): Promise<void> {
  if (row.method === 'GET') return
  const encoding = c.req.header('content-encoding') ?? 'identity'
  if (encoding.toLowerCase() !== 'identity')
    throw wrong('Bodies of this path come plain: leave content-encoding out.', 415)
  if (Number(c.req.header('content-length') ?? 0) > maxBytes) throw tooLarge()
  const { url, method, headers, signal } = c.req.raw
  const text = await boundedText(c.req.raw)
  c.req.raw = new Request(url, { method, headers, signal, ...(text === '' ? {} : { body: text }) })
  // The reader of YAML has bounds of its own.
  if (row.bodyType === 'yaml' || text === '') return
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw wrong('The body is not valid JSON.')
  }
  if (nestsDeeper(value, maxDepth))
    throw wrong(`The body nests deeper than ${String(maxDepth)} levels.`)
}

async function boundedText({ body }: Request): Promise<string> {
  if (body === null) return ''
  const reader = body.getReader()
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let size = 0
  let text = ''
  try {
    for (let step = await reader.read(); !step.done; step = await reader.read()) {
      size += step.value.byteLength
      if (size > maxBytes) throw tooLarge()
      text += decoder.decode(step.value, { stream: true })
    }
    return text + decoder.decode()
  } catch (error) {
    void reader.cancel(error).catch(() => undefined)
    if (GatewayError.is(error)) throw error
    throw wrong('The body is not valid UTF-8.')
  }
}

function tooLarge(): GatewayError {
  return new GatewayError(
    'payload_too_large',
    `The body is larger than ${String(maxBytes)} bytes.`,
    { origin: 'client' },
  )
}

function wrong(message: string, status = 400): GatewayError {
  return new GatewayError('invalid_request', message, { origin: 'client', status })
}
