import type { Attributes, Span } from '@opentelemetry/api'

import { attribute, spanName } from './span-names.ts'

/** Why a request went where it went, as far as a trace shows it. */
export interface DecisionFact {
  readonly policy?: string | undefined
  /** Best first. */
  readonly ranked: readonly {
    readonly deployment: string
    readonly utility: number
    readonly terms: object
  }[]
  readonly excluded: readonly { readonly deployment: string; readonly reason: string }[]
}

/** Candidates that a trace shows at most. */
const most = 16

/** One event per candidate, on the span of the request: deciding takes far less than a span is worth. */
export function addDecision(span: Span, { policy, ranked, excluded }: DecisionFact): void {
  if (policy !== undefined) span.setAttribute(attribute.policy, policy)
  for (const [place, { deployment, utility, terms }] of ranked.slice(0, most).entries())
    span.addEvent(spanName.candidate, {
      [attribute.candidate]: deployment,
      [attribute.place]: place + 1,
      [attribute.utility]: utility,
      ...termAttributes(terms),
    })
  for (const { deployment, reason } of excluded.slice(0, most))
    span.addEvent(spanName.candidate, {
      [attribute.candidate]: deployment,
      [attribute.rejectedBy]: reason,
    })
}

function termAttributes(terms: object): Attributes {
  const entries = Object.entries(terms).filter(([, value]) => typeof value === 'number')
  return Object.fromEntries(
    entries.map(([name, value]) => [`${attribute.term}.${name}`, value as number]),
  )
}
