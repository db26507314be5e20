import type { Adapter } from '@signalbox/core'

import { authorize } from './authorize.ts'
import { capabilities } from './capabilities.ts'
import { converseCodec } from './converse/codec.ts'
import { countTokensCodec } from './count-tokens/codec.ts'
import { embedCodec } from './embed/codec.ts'
import { classifyError } from './errors.ts'
import { readRateLimits } from './limits.ts'
import { createSigner } from './sigv4.ts'
import { endpointOf } from './wire/endpoint.ts'

/** Which region of Bedrock, and under which name. */
export interface BedrockOptions {
  /** A target's own region comes first, and an address that names one is signed for that. */
  readonly region: string
  /** The name targets use; give another one to a second account. */
  readonly provider?: string | undefined
  /** Origin and path prefix, for a VPC endpoint or a proxy; a target's own comes first. */
  readonly baseUrl?: string | undefined
}

/**
 * AWS Bedrock through its Converse API. A key is a Bedrock API key, or an access key as
 * `ID:SECRET[:SESSION_TOKEN]`, or its secret alone with `accessKeyId` among the fields.
 *
 * @example
 * const codec = codecFor(bedrock({ region: 'eu-central-1' }))
 * const { request, warnings } = codec.encodeRequest(chat, target)
 */
export function bedrock({ region, provider = 'bedrock', baseUrl }: BedrockOptions): Adapter {
  const endpoint = endpointOf(region, baseUrl)
  const sign = createSigner()
  return {
    provider,
    chat: [converseCodec(endpoint)],
    embed: embedCodec(endpoint),
    countTokens: countTokensCodec(endpoint),
    authorize: (request, credential, wall) =>
      authorize(request, credential, { wall, region, sign }),
    classifyError: (response, now) => classifyError(response, provider, now),
    readRateLimits,
    capabilities,
  }
}
