import { GatewayError, type Context, type Next } from '@signalbox/core'

const detail = 'The answer comes with the request itself: nothing is left to poll for.'

/**
 * Answers background requests in the foreground: of an answer that a provider finishes later,
 * neither the client nor the accounts would ever hear.
 */
export function foreground(context: Context, next: Next): Promise<void> {
  const { request } = context
  if (request.operation !== 'chat' || request.state?.background !== true) return next()
  if (request.hints?.strict === true)
    throw new GatewayError('unsupported', 'Requests are answered in the foreground only.', {
      origin: 'client',
      param: 'background',
    })
  const { background: _, ...state } = request.state
  context.request = { ...request, state }
  context.warn({ code: 'emulated', path: 'background', detail })
  return next()
}
