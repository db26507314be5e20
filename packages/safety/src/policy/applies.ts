import type { RuleScope, Surface } from '../types.ts'

/** What of a request rules may ask for. */
export interface RuleContext {
  readonly tenant?: string
  readonly key?: string
  readonly route?: string
  readonly model?: string
  readonly tags?: readonly string[]
  /** The tool whose call or result a surface belongs to. */
  readonly tool?: string
  /** External text is in the context. */
  readonly tainted?: boolean
}

/** Whether a rule's `when` takes a surface; patterns of models and tools may end in `*`. */
export function applies(
  when: RuleScope | undefined,
  surface: Omit<Surface, 'text'>,
  context: RuleContext,
): boolean {
  if (when === undefined) return true
  const { roles, trust, surfaces, models, tags, tools, tainted } = when
  if (roles !== undefined && !roles.includes(surface.role)) return false
  if (trust !== undefined && !trust.includes(surface.trust)) return false
  if (surfaces !== undefined && !surfaces.includes(surface.kind)) return false
  if (models !== undefined && !matchesAny(models, context.model)) return false
  if (tools !== undefined && !matchesAny(tools, context.tool)) return false
  if (tags !== undefined && !tags.some((tag) => context.tags?.includes(tag) === true)) return false
  return tainted === undefined || tainted === (context.tainted ?? false)
}

/** Whether one of the patterns is the name, or its beginning where the pattern ends in `*`. */
export function matchesAny(patterns: readonly string[], name: string | undefined): boolean {
  if (name === undefined) return false
  return patterns.some((pattern) =>
    pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern,
  )
}
