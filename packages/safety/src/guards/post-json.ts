/** Where a guard's service is. */
export interface GuardEndpoint {
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  /** The largest answer that is read; default 1 MiB. */
  readonly maxBytes?: number
}

/** Posts JSON and reads JSON: no redirects, no credentials in the address, no endless answers. */
export async function postJson(
  fetch: typeof globalThis.fetch,
  { url, headers = {}, maxBytes = 1_048_576 }: GuardEndpoint,
  body: string,
  signal: AbortSignal,
): Promise<unknown> {
  checkUrl(url)
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
    signal,
    redirect: 'manual',
    credentials: 'omit',
  })
  if (!response.ok) {
    await response.body?.cancel()
    throw new Error(`The guard answered with status ${String(response.status)}.`)
  }
  const text = await readText(response, maxBytes)
  return JSON.parse(text) as unknown
}

/** Throws for an address that no guard may have. */
export function checkUrl(text: string): void {
  const url = new URL(text)
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw new TypeError('The address of a guard must begin with https: or http:.')
  if (url.username !== '' || url.password !== '')
    throw new TypeError('The address of a guard must not hold credentials; use headers.')
}

async function readText(response: Response, maxBytes: number): Promise<string> {
  const reader = response.body?.getReader()
  if (reader === undefined) return ''
  const decoder = new TextDecoder()
  let text = ''
  let size = 0
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    const bytes = read.value as Uint8Array
    size += bytes.length
    if (size > maxBytes) {
      await reader.cancel()
      throw new Error('The answer of the guard is too large.')
    }
    text += decoder.decode(bytes, { stream: true })
  }
  return text + decoder.decode()
}
