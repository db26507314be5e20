import { GatewayError, splitBaseUrl, type Target, type WireRequest } from '@signalbox/core'

/** What can be done with a model. */
export type Action = 'converse' | 'converse-stream' | 'invoke' | 'count-tokens'

/** Where the actions of a target's model live: everything of a request but its body. */
export type Endpoint = (target: Target, action: Action, model?: string) => Omit<WireRequest, 'body'>

/** The runtime of a region; a target's own region and address come first. */
export function endpointOf(region: string, baseUrl: string | undefined): Endpoint {
  return (target, action, model = target.model) => {
    if (unaddressable.test(model)) throw unknown(model)
    const address = target.baseUrl ?? baseUrl ?? publicAddress(target.region ?? region)
    const { origin, prefix } = splitBaseUrl(address)
    return {
      method: 'POST',
      origin,
      // An ARN is one segment, slashes and colons included.
      path: `${prefix}/model/${encodeURIComponent(model)}/${action}`,
      headers: ['content-type', 'application/json'],
    }
  }
}

/** Steps of a path that servers take out, so that a signature over them is none: the key would be blamed. */
const unaddressable = /^\.{0,2}$|\p{Surrogate}/u

function unknown(model: string): GatewayError {
  return new GatewayError('unknown_model', `No model can be named "${model}".`, {
    origin: 'client',
    param: 'model',
    verdict: 'not_found',
    scope: 'model',
  })
}

/** The region an address names, for those that do. */
export function regionIn(origin: string): string | undefined {
  return /bedrock-runtime(?:-fips)?\.([a-z0-9-]+)\./.exec(origin)?.[1]
}

function publicAddress(region: string): string {
  const suffix = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com'
  return `https://bedrock-runtime.${region}.${suffix}`
}
