import { splitBaseUrl, type Target, type WireRequest } from '@signalbox/core'

/** Where a provider's requests go when a target does not say. */
export interface Address {
  readonly provider: string
  readonly baseUrl?: string | undefined
  /** Deployments stand in the path, with this `api-version`. */
  readonly apiVersion?: string | undefined
}

/** A POST of JSON below the target's base URL, else the provider's; throws without either. */
export function post(
  address: Address,
  target: Target,
  path: string,
  body: Uint8Array | string,
): WireRequest {
  const baseUrl = target.baseUrl ?? address.baseUrl
  if (baseUrl === undefined)
    throw new TypeError(
      `The provider "${address.provider}" needs a baseUrl that ends in its version.`,
    )
  const { origin, prefix } = splitBaseUrl(baseUrl)
  return {
    method: 'POST',
    origin,
    path: prefix + placed(address, target, path),
    headers: ['content-type', 'application/json'],
    body,
  }
}

/** Responses belong to the whole resource, all else to a deployment. */
function placed({ apiVersion }: Address, { model }: Target, path: string): string {
  if (apiVersion === undefined) return path
  const place = path.startsWith('/responses') ? '' : `/deployments/${encodeURIComponent(model)}`
  return `${place}${path}?api-version=${encodeURIComponent(apiVersion)}`
}
