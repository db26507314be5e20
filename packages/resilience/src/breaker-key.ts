import type { Target } from '@signalbox/core'

/**
 * What shares a fate: provider, model, region and key. Own hosts and accounts are told apart too,
 * because two machines that serve one model do not fail together.
 */
export function breakerKey(target: Target, keyId: string | undefined = target.credential): string {
  const { provider, model, region, account, baseUrl } = target
  return `${provider}|${model}|${region ?? ''}|${keyId ?? ''}|${account ?? ''}|${baseUrl ?? ''}`
}
