import { GatewayError } from '@signalbox/core'

import { createAlone, type AloneOptions } from './call-alone.ts'
import { failedResponse, networkError } from './response-error.ts'

/** How a `fetch` is wrapped. */
export interface ResilientFetchOptions extends AloneOptions {
  /** Origins that answer alike, tried after the one in the URL. */
  readonly origins?: readonly string[] | undefined
}

/** The part of `fetch` that is wrapped. */
export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>

const safeMethods = /^(?:GET|HEAD|OPTIONS|PUT|DELETE)$/

/**
 * A `fetch` with retries, failover and circuit breaker: 408, 429 and 5xx and a failed network are tried
 * again, a POST only where nothing ran or at another origin. The last response is returned, not thrown.
 *
 * @example const get = resilientFetch(fetch, { retry: { maxAttempts: 3 } })
 */
export function resilientFetch(fetcher: Fetch, options: ResilientFetchOptions = {}): Fetch {
  const alone = createAlone(options)
  return async (input, init) => {
    const request = new Request(input, init)
    const { origin, pathname, search } = new URL(request.url)
    const isRepeatable = !(init?.body instanceof ReadableStream)
    const origins = [...new Set([origin, ...(options.origins ?? [])])]
    const refused = new Map<GatewayError, Response>()
    let last: GatewayError | undefined
    try {
      return await alone({
        targets: origins.map((id) => ({ id, provider: id, model: 'fetch' })),
        signal: request.signal,
        moves: { sameOnAmbiguous: safeMethods.test(request.method), ...options.retry },
        maxAttempts: isRepeatable ? undefined : 1,
        classify: networkError,
        async run({ target, signal }) {
          if (last !== undefined) drop(refused.get(last))
          const body = isRepeatable ? request.clone() : request
          const url = new URL(pathname + search, target.id)
          const sent = target.id === origin ? body : new Request(url, body)
          const response = await fetcher(new Request(sent, { signal }))
          const failure = failedResponse(response)
          if (failure === undefined) return response
          refused.set(failure, response)
          last = failure
          throw failure
        },
      })
    } catch (thrown) {
      const response = GatewayError.is(thrown) ? refused.get(thrown) : undefined
      if (response === undefined) throw thrown
      return response
    }
  }
}

/** Frees the connection of a response that nobody reads; waiting for it would help nobody. */
function drop(response: Response | undefined): void {
  response?.body?.cancel().catch(() => undefined)
}
