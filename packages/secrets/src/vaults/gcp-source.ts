import { isJsonObject, Secret, type SecretSource } from '@signalbox/core'

import type { HttpFetch } from '../http-fetch.ts'
import { splitField } from '../secret-ref.ts'
import { askJson } from './ask-json.ts'
import { fieldOfText } from './field-of.ts'
import { machineToken } from './machine-token.ts'

/** How to enter Google Cloud; by default with the machine's own account. */
export interface GcpSourceOptions {
  readonly fetch: HttpFetch
  readonly token?: (() => Promise<string>) | undefined
  readonly endpoint?: string | undefined
  readonly metadataOrigin?: string | undefined
  readonly wall?: (() => number) | undefined
  readonly timeoutMs?: number | undefined
}

/** `gcp-sm:projects/P/secrets/S[/versions/V]#field`: Google Secret Manager, the latest by default. */
export function gcpSource(options: GcpSourceOptions): SecretSource {
  const { fetch, endpoint = 'https://secretmanager.googleapis.com', timeoutMs } = options
  const { metadataOrigin = 'http://metadata.google.internal', wall = () => Date.now() } = options
  const account = 'computeMetadata/v1/instance/service-accounts/default/token'
  const url = `${metadataOrigin}/${account}`
  const headers = { 'metadata-flavor': 'Google' }
  const { token = machineToken({ fetch, url, headers }, wall) } = options
  return {
    scheme: 'gcp-sm',
    async resolve(ref) {
      const { path, field } = splitField(ref)
      const name = path.includes('/versions/') ? path : `${path}/versions/latest`
      const answer = await askJson({
        fetch,
        url: `${endpoint}/v1/${name}:access`,
        headers: { authorization: `Bearer ${await token()}` },
        timeoutMs,
      })
      const payload = isJsonObject(answer['payload']) ? answer['payload'] : {}
      const { data } = payload
      if (typeof data !== 'string') throw new TypeError(`"gcp-sm:${path}" holds no data.`)
      const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))
      const text = new TextDecoder().decode(bytes)
      const version = typeof answer['name'] === 'string' ? answer['name'] : name
      return { value: new Secret(fieldOfText(text, field, `gcp-sm:${path}`)), version }
    },
  }
}
