import type { Server, ServerResponse } from 'node:http'
import { Server as NetServer } from 'node:net'

/** Ends a server without a request lost. */
export interface Draining {
  /** For every response: from the stop on it asks its client to close the connection. */
  readonly mark: (response: ServerResponse) => void
  /** No new connections; resolves when the running requests have ended. */
  readonly stop: (server: Server) => Promise<void>
}

/** A request may be on its way on a connection that looks idle; so long it is waited for. */
const graceMs = 500
const lookEveryMs = 25

/** Prepares for the end of a server. */
export function createDraining(): Draining {
  let isStopping = false
  return {
    mark(response) {
      if (isStopping) response.setHeader('connection', 'close')
    },
    async stop(server) {
      isStopping = true
      // Connections that wait at the door are let in by now.
      await nextTurn()
      const closed = new Promise<void>((resolve) => {
        // That of http would cut idle connections at once, with whatever arrives on them.
        NetServer.prototype.close.call(server, () => resolve())
      })
      const graceEnds = performance.now() + graceMs
      const timer = setInterval(() => {
        // After this turn's reading: what has arrived makes a connection busy.
        if (performance.now() >= graceEnds) setImmediate(() => server.closeIdleConnections())
      }, lookEveryMs)
      await closed
      clearInterval(timer)
    },
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(() => setImmediate(resolve)))
}
