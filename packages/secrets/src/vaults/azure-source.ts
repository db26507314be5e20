import { Secret, type SecretSource } from '@signalbox/core'

import type { HttpFetch } from '../http-fetch.ts'
import { splitField } from '../secret-ref.ts'
import { askJson } from './ask-json.ts'
import { fieldOfText } from './field-of.ts'
import { machineToken } from './machine-token.ts'

/** How to enter Azure; by default with the machine's managed identity. */
export interface AzureSourceOptions {
  readonly fetch: HttpFetch
  readonly token?: (() => Promise<string>) | undefined
  /** `{vault}` is replaced by the name of the vault. */
  readonly endpoint?: string | undefined
  readonly metadataOrigin?: string | undefined
  readonly wall?: (() => number) | undefined
  readonly timeoutMs?: number | undefined
}

const identityQuery = 'api-version=2018-02-01&resource=https%3A%2F%2Fvault.azure.net'

/** `azure-kv:VAULT/NAME[/VERSION]#field`: Azure Key Vault. */
export function azureSource(options: AzureSourceOptions): SecretSource {
  const { fetch, endpoint = 'https://{vault}.vault.azure.net', timeoutMs } = options
  const { metadataOrigin = 'http://169.254.169.254', wall = () => Date.now() } = options
  const url = `${metadataOrigin}/metadata/identity/oauth2/token?${identityQuery}`
  const { token = machineToken({ fetch, url, headers: { metadata: 'true' } }, wall) } = options
  return {
    scheme: 'azure-kv',
    async resolve(ref) {
      const { path, field } = splitField(ref)
      const [vault = '', ...name] = path.split('/')
      const answer = await askJson({
        fetch,
        url: `${endpoint.replace('{vault}', vault)}/secrets/${name.join('/')}?api-version=7.4`,
        headers: { authorization: `Bearer ${await token()}` },
        timeoutMs,
      })
      const { value: text, id } = answer
      if (typeof text !== 'string') throw new TypeError(`"azure-kv:${path}" holds no text.`)
      const value = new Secret(fieldOfText(text, field, `azure-kv:${path}`))
      return { value, version: typeof id === 'string' ? id : '1' }
    },
  }
}
