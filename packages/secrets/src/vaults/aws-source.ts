import { Secret, type SecretSource } from '@signalbox/core'

import type { HttpFetch } from '../http-fetch.ts'
import { splitField } from '../secret-ref.ts'
import { askJson } from './ask-json.ts'
import { fieldOfText } from './field-of.ts'
import { signPost, type AwsCredentials } from './sigv4.ts'

/** Which region, as whom. */
export interface AwsSourceOptions {
  readonly fetch: HttpFetch
  readonly region: string
  /** Asked for each call: temporary ones end. */
  readonly credentials: () => AwsCredentials | Promise<AwsCredentials>
  /** Default: the public one of the region. */
  readonly endpoint?: string | undefined
  readonly wall?: (() => number) | undefined
  readonly timeoutMs?: number | undefined
}

/** `aws-sm:NAME-OR-ARN#field`: AWS Secrets Manager. */
export function awsSource(options: AwsSourceOptions): SecretSource {
  const { region, endpoint = `https://secretsmanager.${region}.amazonaws.com` } = options
  const { wall = () => Date.now() } = options
  return {
    scheme: 'aws-sm',
    async resolve(ref) {
      const { path, field } = splitField(ref)
      const body = JSON.stringify({ SecretId: path })
      const headers = signPost(
        {
          host: new URL(endpoint).host,
          region,
          service: 'secretsmanager',
          headers: {
            'content-type': 'application/x-amz-json-1.1',
            'x-amz-target': 'secretsmanager.GetSecretValue',
          },
          body,
          wall: wall(),
        },
        await options.credentials(),
      )
      const url = `${endpoint}/`
      const { fetch, timeoutMs } = options
      const answer = await askJson({ fetch, url, method: 'POST', headers, body, timeoutMs })
      const { SecretString: text, VersionId: version } = answer
      if (typeof text !== 'string') throw new TypeError(`"aws-sm:${path}" holds no text.`)
      const value = new Secret(fieldOfText(text, field, `aws-sm:${path}`))
      return { value, version: typeof version === 'string' ? version : '1' }
    },
  }
}
