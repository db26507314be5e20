import type { IncomingMessage, ServerResponse } from 'node:http'

type Listener = (request: IncomingMessage, response: ServerResponse) => unknown

const refusal = JSON.stringify({
  error: {
    code: 'invalid_request',
    message: 'This is no proxy: the target of a request is a path.',
  },
})

/** Refuses targets that are no paths (`GET http://other/ HTTP/1.1`, `OPTIONS *`) before anybody reads them. */
export function plainTargets(listener: Listener): Listener {
  return (request, response) => {
    if (request.url?.startsWith('/') === true) return listener(request, response)
    response.writeHead(400, { 'content-type': 'application/json', connection: 'close' })
    response.end(refusal)
    return undefined
  }
}
