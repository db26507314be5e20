import { other } from './meters.ts'

/** Turns names that callers choose into labels that callers cannot multiply. */
export interface LabelNames {
  model(provider: string, model: string): string
  route(route: string | undefined): string
  tenant(tenant: string | undefined): string
}

/** Which names are the operator's own, and how many others may become labels. */
export interface LabelNamesOptions {
  /** True for a model of the configuration or the catalogue. */
  readonly isKnownModel?: ((provider: string, model: string) => boolean) | undefined
  /** Unknown models with a label of their own before the rest is `_other`; default 200. */
  readonly modelCap?: number | undefined
  /** Tenants with a label of their own; default 200. */
  readonly tenantCap?: number | undefined
}

const longest = 128

/** Names seen so far; known ones pass always, others up to a cap. */
export function createLabelNames(options: LabelNamesOptions = {}): LabelNames {
  const { isKnownModel, modelCap = 200, tenantCap = 200 } = options
  const models = new Map<string, string>()
  let unknown = 0
  const seen = { routes: new Set<string>(), tenants: new Set<string>() }

  const capped = (known: Set<string>, name: string, cap: number): string => {
    if (known.has(name)) return name
    if (known.size >= cap) return other
    known.add(name)
    return name
  }

  return {
    model(provider, model) {
      const key = `${provider}\u0000${model}`
      const label = models.get(key)
      if (label !== undefined) return label
      const isOwn = isKnownModel?.(provider, model) === true
      if (!isOwn && unknown >= modelCap) return other
      if (!isOwn) unknown++
      const short = model.slice(0, longest)
      models.set(key, short)
      return short
    },
    route: (route) => (route === undefined ? '' : capped(seen.routes, route, modelCap)),
    tenant: (tenant) => (tenant === undefined ? '' : capped(seen.tenants, tenant, tenantCap)),
  }
}
