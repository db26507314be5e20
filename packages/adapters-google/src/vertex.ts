import { splitBaseUrl, type Adapter } from '@signalbox/core'

import { capabilities } from './capabilities.ts'
import { countTokensCodec } from './count-tokens/codec.ts'
import { embedCodec } from './embed/codec.ts'
import { classifyError } from './errors.ts'
import { generateCodec } from './generate/codec.ts'
import { readRateLimits } from './limits.ts'
import { actionRequest, modelPath, type Endpoint } from './wire/endpoint.ts'

/** Whose Vertex AI, and where. */
export interface VertexOptions {
  /** Left out, calls go to the express endpoint, which takes an API key only. */
  readonly project?: string | undefined
  /** A location such as `europe-west4`; a target's own region comes first. */
  readonly region?: string | undefined
  readonly provider?: string | undefined
  readonly baseUrl?: string | undefined
}

/** Vertex AI with an access token as the key, or an API key in the field `x-goog-api-key`. */
export function vertex(options: VertexOptions): Adapter {
  const { project, region = 'global', provider = 'vertex' } = options
  const endpoint: Endpoint = (target, action) => {
    const location = target.region ?? region
    const { origin, prefix } = splitBaseUrl(target.baseUrl ?? options.baseUrl ?? host(location))
    const place = project === undefined ? '' : `projects/${project}/locations/${location}/`
    const model = modelPath(target.model)
    return actionRequest(origin, `${prefix}/v1/${place}publishers/google/models/${model}:${action}`)
  }
  return {
    provider,
    chat: [generateCodec(endpoint)],
    embed: embedCodec(endpoint, 'predict'),
    countTokens: countTokensCodec(endpoint, 'flat'),
    authorize(request, credential) {
      const apiKey = credential.fields?.['x-goog-api-key']
      const added =
        apiKey === undefined
          ? ['authorization', `Bearer ${credential.key.reveal()}`]
          : ['x-goog-api-key', apiKey.reveal()]
      return { ...request, headers: [...request.headers, ...added] }
    },
    classifyError: (response, now) => classifyError(response, now, provider),
    readRateLimits,
    capabilities,
  }
}

function host(location: string): string {
  if (location === 'global') return 'https://aiplatform.googleapis.com'
  if (location === 'us' || location === 'eu')
    return `https://aiplatform.${location}.rep.googleapis.com`
  return `https://${location}-aiplatform.googleapis.com`
}
