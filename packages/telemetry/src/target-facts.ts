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
  const known = new Map<string, { readonly target: Target; readonly facts: TargetFacts }>()
  return (target) => {
    const { id, provider, baseUrl } = target
    const before = known.get(id)
    if (before?.target.provider === provider && before.target.baseUrl === baseUrl)
      return before.facts
    const told = info(provider)
    const facts = { provider: told?.name ?? provider, ...placeOf(baseUrl ?? told?.baseUrl ?? '') }
    if (known.size < most || before !== undefined) known.set(id, { target, facts })
    return facts
  }
}

function placeOf(baseUrl: string): { readonly address: string; readonly port: string } {
  const [, scheme, host = '', port] =
    /^(https?):\/\/(?:[^@/]*@)?(\[[^\]]*\]|[^/:?#]+)(?::(\d+))?/.exec(baseUrl) ?? []
  if (host === '') return { address: '', port: '' }
  return { address: host, port: port ?? (scheme === 'https' ? '443' : '80') }
}
