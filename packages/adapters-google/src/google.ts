import { splitBaseUrl, type Adapter } from '@signalbox/core'

import { capabilities } from './capabilities.ts'
import { countTokensCodec } from './count-tokens/codec.ts'
import { embedCodec } from './embed/codec.ts'
import { classifyError } from './errors.ts'
import { generateCodec } from './generate/codec.ts'
import { readRateLimits } from './limits.ts'
import { actionRequest, modelPath, type Endpoint } from './wire/endpoint.ts'

/** Where the Gemini API is, and under which name. */
export interface GoogleOptions {
  /** The name targets use; give another one to a second account. */
  readonly provider?: string | undefined
  /** Origin and path prefix; a target's own comes first. */
  readonly baseUrl?: string | undefined
}

/** The Gemini API with an API key. */
export function google({
  provider = 'google',
  baseUrl = 'https://generativelanguage.googleapis.com',
}: GoogleOptions = {}): Adapter {
  const endpoint: Endpoint = (target, action) => {
    const { origin, prefix } = splitBaseUrl(target.baseUrl ?? baseUrl)
    const collection = /^(?:models|tunedModels)\//.test(target.model) ? '' : 'models/'
    const path = `${prefix}/v1beta/${collection}${modelPath(target.model)}:${action}`
    return actionRequest(origin, path)
  }
  return {
    provider,
    chat: [generateCodec(endpoint)],
    embed: embedCodec(endpoint, 'batch'),
    countTokens: countTokensCodec(endpoint, 'wrapped'),
    authorize: (request, credential) => ({
      ...request,
      headers: [...request.headers, 'x-goog-api-key', credential.key.reveal()],
    }),
    classifyError: (response, now) => classifyError(response, now, provider),
    readRateLimits,
    capabilities,
  }
}
