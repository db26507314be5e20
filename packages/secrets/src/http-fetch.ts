/** What a source asks its server with; the global `fetch` fits. */
export type HttpFetch = (url: string, init: HttpInit) => Promise<HttpAnswer>

/** One request to a server of secrets. */
export interface HttpInit {
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  readonly signal?: AbortSignal
}

/** As much of a `Response` as is read. */
export interface HttpAnswer {
  readonly status: number
  text(): Promise<string>
}
