import type { Decision, Exclusion, Flag, RankedCandidate } from './decision.ts'
import { reasonText } from './reasons.ts'

/** Why a request went where it went, in numbers and sentences. */
export interface Explanation {
  readonly id: string
  readonly summary: string
  /** One sentence per candidate, ranked ones first. */
  readonly candidates: readonly { readonly deployment: string; readonly sentence: string }[]
  readonly decision: Decision
  /** Whose request it was. */
  readonly tenant?: string | undefined
  /** Where it was given or looked at. */
  readonly language?: string | undefined
}

/** Puts a decision into words; only numbers and names of the configuration are in them. */
export function explainDecision(decision: Decision, now: number): Explanation {
  const { ranked, excluded, id, policy, route } = decision
  const [first] = ranked
  const lines = [
    ...ranked.map((candidate, place) => ({
      deployment: candidate.deployment,
      sentence: rankedSentence(candidate, place, first),
    })),
    ...excluded.map((exclusion) => ({
      deployment: exclusion.deployment,
      sentence: excludedSentence(exclusion, now),
    })),
  ]
  const head =
    first === undefined
      ? `No target of "${route}" may answer`
      : `"${route}" under policy "${policy}" goes to ${first.deployment}`
  const panic = decision.panic ? ', although its circuit is open' : ''
  const relaxed = decision.relaxed.length === 0 ? '' : `, without ${decision.relaxed.join(', ')}`
  return { id, summary: `${head}${panic}${relaxed}.`, candidates: lines, decision }
}

function rankedSentence(
  candidate: RankedCandidate,
  place: number,
  first: RankedCandidate | undefined,
): string {
  const { deployment, estimate, flags } = candidate
  const quality = estimate.quality.toFixed(2)
  const numbers = `${usd(estimate.usd)}, quality ${quality}, first token in ${seconds(estimate.ttftMs)}, ${percent(estimate.pError)} errors`
  const cached =
    estimate.cachedTokens > 0 ? `, ${String(Math.round(estimate.cachedTokens))} tokens cached` : ''
  const why = flags.map((flag) => flagText[flag]).join(', ')
  const extra = why === '' ? '' : `; ${why}`
  if (place === 0 || first === undefined)
    return `${deployment} is first: ${numbers}${cached}${extra}.`
  const gap = candidate.utility - first.utility
  const against =
    gap >= 0
      ? `${usd(gap)} worse than ${first.deployment}`
      : `${usd(-gap)} better, yet behind ${first.deployment} by order, home or draw`
  return `${deployment} is number ${String(place + 1)}: ${against} with ${numbers}${cached}${extra}.`
}

const flagText: Readonly<Record<Flag, string>> = {
  demoted: 'set back until it is stable again',
  explore: 'tried again after a while',
  probe: 'its circuit wants a trial',
  suspect_price: 'its price is in doubt',
  sticky: 'the conversation stays where its prompt is cached',
  escalated: 'taken for its strength',
}

function excludedSentence({ deployment, reason, detail, until }: Exclusion, now: number): string {
  const more = detail === undefined || detail === '' ? '' : ` (${detail})`
  const when = until === undefined || until <= now ? '' : ` for another ${seconds(until - now)}`
  return `${deployment} is out: ${reasonText[reason]}${more}${when}.`
}

function usd(amount: number): string {
  return `$${amount === 0 ? '0' : amount < 0.001 ? amount.toPrecision(2) : amount.toFixed(4)}`
}

function seconds(ms: number): string {
  return ms < 1000 ? `${String(Math.round(ms))} ms` : `${(ms / 1000).toFixed(1)} s`
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}
