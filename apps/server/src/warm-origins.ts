import { codecFor, type Adapter, type Target } from '@signalbox/core'

/**
 * Where a target's connections go, for targets behind TLS: only there does an open connection save
 * more than it costs. The adapter knows its own address, so it is asked by encoding a request.
 */
export function warmOrigins(adapters: readonly Adapter[]): (target: Target) => string | undefined {
  const byProvider = new Map(adapters.map((adapter) => [adapter.provider, adapter]))
  const origins = new Map<string, string | undefined>()
  return (target) => {
    const key = `${target.provider} ${target.baseUrl ?? ''}`
    if (!origins.has(key)) origins.set(key, originOf(byProvider.get(target.provider), target))
    return origins.get(key)
  }
}

function originOf(adapter: Adapter | undefined, target: Target): string | undefined {
  if (adapter === undefined) return undefined
  const { request } = codecFor(adapter).encodeRequest(
    { operation: 'chat', model: target.model, messages: [], stream: false },
    target,
  )
  return request.origin.startsWith('https:') ? request.origin : undefined
}
