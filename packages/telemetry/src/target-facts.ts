import type { Target } from '@signalbox/core'

/** What conventions want to know of a provider. */
export interface TargetFacts {
  /** `gen_ai.provider.name`. */
  readonly provider: string
  readonly address: string
  readonly port: string
}

/** What the operator knows of a provider by its configured name. */
export interface ProviderInfo {
  /** The conventions' own name where it has one; default: the configured name. */
  readonly name?: string | undefined
  readonly baseUrl?: string | undefined
  /** W3C trace context is passed on; default false: never to a vendor. */
  readonly propagateTrace?: boolean | undefined
}

const most = 10_000

/** Looks targets up once each. */
export function createTargetFacts(
  info: (provider: string) => ProviderInfo | undefined = () => undefined,
): (target: Target) => TargetFacts {
  const known = new Map<string, TargetFacts>()
  return (target) => {
    const key = `${target.provider}\u0000${target.baseUrl ?? ''}`
    const before = known.get(key)
    if (before !== undefined) return before
    const { name = target.provider, baseUrl } = info(target.provider) ?? {}
    const facts = { provider: name, ...placeOf(target.baseUrl ?? baseUrl ?? '') }
    if (known.size < most) known.set(key, facts)
    return facts
  }
}

function placeOf(baseUrl: string): { readonly address: string; readonly port: string } {
  const [, scheme, host = '', port] =
    /^(https?):\/\/(?:[^@/]*@)?(\[[^\]]*\]|[^/:?#]+)(?::(\d+))?/.exec(baseUrl) ?? []
  if (host === '') return { address: '', port: '' }
  return { address: host, port: port ?? (scheme === 'https' ? '443' : '80') }
}
