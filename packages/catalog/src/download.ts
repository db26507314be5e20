import type { JsonValue } from '@signalbox/core'

/** The part of `fetch` that a refresh needs; the platform's own fits. */
export type RefreshFetch = (
  url: string,
  init: { readonly headers: Readonly<Record<string, string>>; readonly signal: AbortSignal },
) => Promise<RefreshResponse>

/** The part of `Response` that a refresh reads. */
export interface RefreshResponse {
  readonly status: number
  readonly headers: { get(name: string): string | null }
  readonly body?: ReadableStream<Uint8Array> | null | undefined
  text(): Promise<string>
}

/** Limits of one download. */
export interface DownloadOptions {
  readonly etag?: string | undefined
  readonly timeoutMs: number
  readonly maxBytes: number
}

/** What came: nothing new, or JSON. */
export type Download =
  | { readonly type: 'unchanged' }
  | { readonly type: 'json'; readonly json: JsonValue; readonly etag?: string | undefined }

/** Gets JSON unless it is unchanged; throws a sentence on anything else. */
export async function download(
  fetcher: RefreshFetch,
  url: string,
  { etag, timeoutMs, maxBytes }: DownloadOptions,
): Promise<Download> {
  const response = await fetcher(url, {
    headers: {
      accept: 'application/json',
      ...(etag === undefined ? {} : { 'if-none-match': etag }),
    },
    signal: AbortSignal.timeout(timeoutMs),
  })
  if (response.status === 304) return { type: 'unchanged' }
  if (response.status !== 200) throw new Error(`${url} answered ${String(response.status)}.`)
  const text = await textWithin(response, url, maxBytes)
  return { type: 'json', json: parse(text, url), etag: response.headers.get('etag') ?? undefined }
}

function parse(text: string, url: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    throw new Error(`${url} did not answer with JSON.`)
  }
}

/** Counts unpacked bytes: a small file may be a large one. */
async function textWithin(
  response: RefreshResponse,
  url: string,
  maxBytes: number,
): Promise<string> {
  const tooLong = new Error(`${url} is longer than ${String(maxBytes)} bytes.`)
  const { body } = response
  if (body === undefined || body === null) {
    const text = await response.text()
    if (text.length > maxBytes) throw tooLong
    return text
  }
  const decoder = new TextDecoder()
  const reader = body.getReader()
  let bytes = 0
  let text = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    bytes += value.byteLength
    if (bytes > maxBytes) {
      await reader.cancel()
      throw tooLong
    }
    text += decoder.decode(value, { stream: true })
  }
}
