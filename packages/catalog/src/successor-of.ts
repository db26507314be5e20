import { deprecationNotice } from './deprecation-notice.ts'
import type { ModelEntry } from './model-entry.ts'

/** A model of a configured provider. */
export interface ModelRef {
  readonly provider: string
  readonly model: string
}

/** What is known of models, of providers and of the time. */
export interface SuccessorFacts {
  readonly resolve: (provider: string, model: string) => ModelEntry | null
  readonly isConfigured: (provider: string) => boolean
  readonly at: number
}

/** What takes the place of a model past its end; undefined while it lives, or where nobody is left of its line. */
export function successorOf(ref: ModelRef, facts: SuccessorFacts): ModelRef | undefined {
  const seen = new Set<string>()
  let current = ref
  for (;;) {
    const { provider, model } = current
    const key = `${provider}/${model}`.toLowerCase()
    if (seen.has(key)) return undefined
    seen.add(key)
    const entry = facts.resolve(provider, model)
    const notice = entry === null ? undefined : deprecationNotice(entry, facts.at)
    if (notice?.state !== 'retired') return current === ref ? undefined : current
    if (notice.successor === undefined) return undefined
    const next = placed(notice.successor, current, facts)
    if (next === undefined) return undefined
    current = next
  }
}

/** Of the same provider, or of the one that it names where ids have no slash themselves. */
function placed(
  successor: string,
  { provider, model }: ModelRef,
  { isConfigured }: SuccessorFacts,
): ModelRef | undefined {
  const slash = successor.indexOf('/')
  if (slash < 0 || model.includes('/')) return { provider, model: successor }
  const named = successor.slice(0, slash)
  return isConfigured(named) ? { provider: named, model: successor.slice(slash + 1) } : undefined
}
