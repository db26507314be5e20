import { GatewayError } from '@signalbox/core'

/** A failed admin call as JSON; what is our fault says no more than that. */
export function answerError(thrown: Error): Response {
  const { kind, message, status } = GatewayError.from(thrown)
  return new Response(JSON.stringify({ error: { code: kind, message } }), {
    status,
    headers: { 'content-type': 'application/json' },
  })
}
