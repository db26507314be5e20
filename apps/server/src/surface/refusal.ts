import { anthropicMessages } from '@signalbox/adapters-anthropic/dialects'
import { googleGenerate } from '@signalbox/adapters-google/dialects'
import { openaiChat } from '@signalbox/adapters-openai/dialects'
import { GatewayError, newRequestId, type Dialect } from '@signalbox/core'
import type { Context as HonoContext } from 'hono'

/** The caller's own id of this request where it is usable, else a new one. */
export function ownRequestId(c: HonoContext): string {
  const given = c.req.header('x-request-id')
  return given !== undefined && /^[\w.-]{1,128}$/.test(given) ? given : newRequestId(Date.now())
}

/** A refusal in the envelope that a caller of this path expects. */
export function refusal(c: HonoContext, thrown: unknown, allow: readonly string[] = []): Response {
  const error = GatewayError.from(thrown)
  const id = ownRequestId(c)
  const { path } = c.req
  const { status, headers, body } = path.startsWith('/admin/')
    ? ownEnvelope(error, id)
    : dialectOf(c).encodeError(error, id)
  const answer = new Response(typeof body === 'string' ? body : new Uint8Array(body), { status })
  for (let i = 0; i + 1 < headers.length; i += 2)
    answer.headers.append(headers[i] ?? '', headers[i + 1] ?? '')
  answer.headers.set('x-request-id', id)
  if (allow.length > 0) answer.headers.set('allow', allow.join(', '))
  return answer
}

/** The admin API's own words. */
function ownEnvelope(
  { kind, message, status }: GatewayError,
  id: string,
): ReturnType<Dialect['encodeError']> {
  const body = JSON.stringify({ error: { code: kind, message, request_id: id } })
  return { status, headers: ['content-type', 'application/json'], body }
}

function dialectOf(c: HonoContext): Dialect {
  const { path } = c.req
  if (/^\/(?:v1beta|gemini)\//.test(path) || c.req.header('x-goog-api-client') !== undefined)
    return googleGenerate
  const isAnthropic =
    path.startsWith('/anthropic/') || c.req.header('anthropic-version') !== undefined
  return isAnthropic ? anthropicMessages : openaiChat
}
