import type { IncomingMessage, ServerResponse } from 'node:http'

import { GatewayError } from '../errors.ts'
import { exchange, type ExchangeOptions } from '../exchange.ts'
import { NodeSink } from './node-sink.ts'
import { headersOf, readRequest } from './read-request.ts'

/** A listener for `http.createServer`. */
export type NodeListener = (request: IncomingMessage, response: ServerResponse) => void

/** What the Node door needs; `fallback` answers every path that no dialect has. */
export interface NodeHandlerOptions extends ExchangeOptions {
  readonly fallback?: ((request: IncomingMessage, response: ServerResponse) => unknown) | undefined
}

/** How much of a refused upload is still read, so that the client sees the refusal. */
const drainBytes = 64 * 1024 * 1024

/** The fast door: matches before it reads, and writes without `Response` objects. */
export function nodeHandler(options: NodeHandlerOptions): NodeListener {
  const { fallback } = options
  const served = exchange(options)
  return (request, response) => {
    const { method = 'GET', url = '/' } = request
    const mark = url.indexOf('?')
    const path = mark === -1 ? url : url.slice(0, mark)
    const surface = served.match(method, path)
    if (surface === undefined && fallback !== undefined) {
      fallback(request, response)
      return
    }
    const query = mark === -1 ? '' : url.slice(mark + 1)
    const sink = new NodeSink(response)
    const inbound = { method, path, query, headers: headersOf(request) }
    if (surface === undefined) {
      served.refuse(inbound, sink)
      drain(request)
      return
    }
    readRequest(request, inbound.headers, surface.maxBytes ?? served.maxBytes)
      .then(
        (body) => served.run({ ...inbound, body }, sink),
        (thrown: unknown) => {
          const error = GatewayError.from(thrown)
          if (error.kind === 'cancelled') return
          served.refuse(inbound, sink, error)
          drain(request)
        },
      )
      .catch((thrown: unknown) => {
        sink.abort(thrown)
      })
  }
}

function drain(request: IncomingMessage): void {
  let left = drainBytes
  request.on('data', (chunk: Uint8Array) => {
    left -= chunk.length
    if (left < 0) request.destroy()
  })
  request.resume()
}
