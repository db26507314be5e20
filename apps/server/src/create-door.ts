import { createServer, type RequestListener, type Server } from 'node:http'

/** How long a client may take to say what it wants. */
export interface Patience {
  readonly headersMs?: number
  /** For a whole request, its body included. */
  readonly requestMs?: number
  /** How often late ones are looked for. */
  readonly checkMs?: number
}

/** The HTTP server of the gateway: who sends too slowly, or nothing at all, is let go. */
export function createDoor(listener: RequestListener, patience: Patience = {}): Server {
  const { headersMs = 30_000, requestMs = 60_000, checkMs = 5_000 } = patience
  return createServer(
    {
      noDelay: true,
      keepAliveTimeout: 75_000,
      headersTimeout: headersMs,
      requestTimeout: requestMs,
      connectionsCheckingInterval: checkMs,
      maxHeaderSize: 32_768,
    },
    listener,
  )
}
