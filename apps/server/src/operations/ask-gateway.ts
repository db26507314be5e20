import { isJsonObject, type JsonObject } from '@signalbox/core'

import type { RunningGateway } from './running-gateway.ts'

/** The gateway answered, and the answer is no; the message is its own. */
export class GatewayRefusal extends Error {
  override readonly name = 'GatewayRefusal'
  readonly status: number

  constructor(message: string, status: number) {
    super(message)
    this.status = status
  }
}

/** An answer of the admin API; throws `GatewayRefusal`, or what the network did. */
export async function askGateway(
  { origin, headers }: RunningGateway,
  path: string,
  init: { readonly headers?: Record<string, string>; readonly signal?: AbortSignal } = {},
): Promise<Response> {
  const response = await fetch(`${origin}${path}`, {
    ...init,
    headers: { ...headers, ...init.headers },
  })
  if (response.ok) return response
  const { error } = objectIn(await response.text())
  const message = isJsonObject(error) ? error['message'] : undefined
  const said = typeof message === 'string' ? message : `status ${String(response.status)}`
  throw new GatewayRefusal(said, response.status)
}

/** The JSON object of a text, an empty one where it has none. */
export function objectIn(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text)
    return isJsonObject(value) ? value : {}
  } catch {
    return {}
  }
}
