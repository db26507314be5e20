import { GatewayError } from '../errors.ts'
import { exchange, type ExchangeOptions } from '../exchange.ts'
import { headersOf, readRequest } from './read-request.ts'
import { WebSink } from './web-sink.ts'

/** The web door: a `fetch` in process, or a route of any server that has `Request` and `Response`. */
export function handler(options: ExchangeOptions): (request: Request) => Promise<Response> {
  const served = exchange(options)
  return async (request) => {
    const { pathname: path, search } = new URL(request.url)
    const { method } = request
    const sink = new WebSink(request.signal)
    const inbound = { method, path, query: search.slice(1), headers: headersOf(request) }
    const surface = served.match(method, path)
    if (surface === undefined) served.refuse(inbound, sink)
    else
      readRequest(request, surface.maxBytes ?? served.maxBytes)
        .then(
          (body) => served.run({ ...inbound, body }, sink),
          (error: unknown) => {
            served.refuse(inbound, sink, GatewayError.from(error))
          },
        )
        .catch((error: unknown) => {
          sink.abort(error)
        })
    return sink.response
  }
}
