import type { IncomingMessage, Server, ServerResponse } from 'node:http'

import { inIdleTurns } from './in-idle-turns.ts'

/** Does the steps of a warm-up while nobody waits for the beginning of an answer; the returned function gives up. */
export function warmWhileIdle(server: Server, steps: Iterator<void>): () => void {
  const open = new Set<ServerResponse>()
  const note = (_: IncomingMessage, response: ServerResponse) => {
    open.add(response)
    response.once('close', () => open.delete(response))
  }
  server.on('request', note)
  const stop = () => {
    server.off('request', note)
  }
  const noted: Iterator<void> = {
    next() {
      const step = steps.next()
      if (step.done === true) stop()
      return step
    },
  }
  const giveUp = inIdleTurns(noted, {
    isBusy: () => open.values().some(({ headersSent }) => !headersSent),
    now: () => performance.now(),
  })
  return () => {
    giveUp()
    stop()
  }
}
