import type { CueHit } from './find-cues.ts'
import type { RuleHit } from './rule-hit.ts'
import type { Family } from './rules.ts'

/** From this sum on the rules raise an alarm. */
export const alarmSum = 2.5

/** How far hits may lie apart, in characters of the folded text, to be one attempt. */
const windowChars = 1600
/** The same in data from outside, where a long page has a little of everything. */
export const nearChars = 480
const mostHits = 64

/** The strongest attempt in a text: the sum of its families and the hits that make it up. */
export interface Attempt {
  readonly sum: number
  readonly hits: readonly RuleHit[]
}

/** The strongest attempt of all hits, and the sum that the rules for every untrusted text reach. */
export interface Reading extends Attempt {
  readonly directSum: number
  /** The phrases the rules know, in order of their starts. */
  readonly cues: readonly CueHit[]
}

/** The window with the highest sum, each family counted once by its strongest hit. */
export function strongestAttempt(hits: readonly RuleHit[], within: number = windowChars): Attempt {
  let best: Attempt = { sum: 0, hits: [] }
  let from = 0
  for (let to = 0; to < hits.length; to++) {
    const last = hits[to]
    if (!last) continue
    while ((hits[from]?.start ?? 0) < last.start - within) from++
    const first = Math.max(from, to - mostHits)
    if (isOutweighed(hits, first, to)) continue
    const families = new Map<Family, RuleHit>()
    for (let at = first; at <= to; at++) {
      const hit = hits[at]
      if (hit && hit.weight > (families.get(hit.family)?.weight ?? 0)) families.set(hit.family, hit)
    }
    let sum = 0
    for (const hit of families.values()) sum += hit.weight
    if (sum > best.sum) best = { sum, hits: [...families.values()] }
  }
  return best
}

/** Whether the last hit of a window adds nothing to the window before. */
function isOutweighed(hits: readonly RuleHit[], first: number, to: number): boolean {
  const last = hits[to]
  if (!last) return true
  for (let at = to - 1; at >= first; at--) {
    const hit = hits[at]
    if (hit && hit.family === last.family && hit.weight >= last.weight) return true
  }
  return false
}

/** The rules' score: one half exactly at the alarm. */
export function ruleScore(sum: number): number {
  return 1 - 2 ** (-sum / alarmSum)
}
