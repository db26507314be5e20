import { cueBits } from './cues.ts'

/** Whether a rule looks at every untrusted text or only at data from outside. */
export type RuleScope = 'direct' | 'external'

export type Family =
  | 'override'
  | 'everything'
  | 'new-block'
  | 'role'
  | 'persona'
  | 'reveal'
  | 'authority'
  | 'exfiltration'
  | 'addressed'
  | 'hush'
  | 'delimiter'
  | 'pressure'
  | 'stray'
  | 'recall'

/** Cues that must stand near each other; the first is the anchor, the rest are looked for around it. */
export interface CueRule {
  readonly id: string
  readonly family: Family
  readonly scope: RuleScope
  readonly weight: number
  readonly anchor: number
  readonly needs: readonly number[]
  /** How many words may lie between the anchor and each need. */
  readonly within: number
  /** Where the needs stand; `language` follows the word order of the phrases' language. */
  readonly side: 'after' | 'around' | 'language'
  readonly sameSentence: boolean
  /** A negation right before the anchor, or the speaker's own words in between, cancels the hit. */
  readonly negatable?: boolean
}

const c = cueBits
const near = { side: 'language', sameSentence: true, negatable: true } as const
const loose = { side: 'around', sameSentence: false } as const

/** The rules over cues, in the order in which equal weights win. */
export const cueRules: readonly CueRule[] = [
  rule('override', 'override', 3, c.cancel, [c.prior | c.own, c.orders], 9),
  rule('override-limits', 'override', 2.5, c.cancel, [c.prior | c.own, c.limits], 5),
  rule('override-all', 'override', 2.5, c.cancel, [c.whole, c.orders], 7),
  rule('override-all-limits', 'override', 1.5, c.cancel, [c.whole, c.limits], 6),
  rule('override-bare', 'override', 1, c.cancel, [c.orders], 3),
  rule('override-prompt', 'override', 2.5, c.cancel, [c.prompt], 6),
  rule('everything', 'everything', 3, c.cancel, [c.everything], 5),
  direct('new-block', 'new-block', 2, c.fresh),
  direct('role', 'role', 1.5, c.role),
  distant('persona-named', 'persona', 3, c.persona, [c.free, c.role | c.guise], 60),
  distant('persona-free', 'persona', 3, c.role | c.guise, [c.free], 45),
  distant('persona-comply', 'persona', 2, c.role, [c.comply], 60),
  direct('persona-limits', 'persona', 0.5, c.free),
  distant('persona-lawless', 'persona', 2.5, c.free, [c.comply], 40),
  rule('reveal-prompt', 'reveal', 2.5, c.reveal | c.soft, [c.prompt], 8),
  rule('reveal-passage', 'reveal', 2.5, c.reveal, [c.passage], 6),
  rule('reveal-own', 'reveal', 2.5, c.reveal, [c.own, c.orders], 6),
  rule('retell-passage', 'reveal', 1, c.soft, [c.passage], 6),
  rule('reveal-limits', 'reveal', 2, c.reveal, [c.own, c.limits], 6),
  rule('reveal-secret', 'reveal', 1.5, c.reveal | c.soft, [c.secret], 5),
  direct('authority', 'authority', 2, c.authority),
  direct('no-refusal', 'pressure', 1, c.comply),
  direct('in-character', 'pressure', 0.5, c.character),
  distant('no-refusal-in-character', 'pressure', 1.5, c.comply, [c.character], 60),
  direct('hush-direct', 'hush', 1.5, c.hush),
  {
    ...external('exfiltration', 'exfiltration', 3, c.send, [c.data, c.target], 16, true),
    side: 'language',
  },
  external('addressed', 'addressed', 3, c.machine),
  external('before-answer', 'addressed', 3, c.first, [c.task], 20),
  external('first', 'addressed', 1.5, c.first),
  external('hush', 'hush', 3, c.hush),
  external('urgent-note', 'addressed', 3, c.urgent, [c.posing | c.machine | c.first], 24),
  external('urgent-task', 'addressed', 0.9, c.urgent, [c.task], 8),
  external('posing', 'addressed', 2, c.posing, [c.task], 16),
]

function rule(
  id: string,
  family: Family,
  weight: number,
  anchor: number,
  needs: readonly number[],
  within: number,
): CueRule {
  return { id, family, scope: 'direct', weight, anchor, needs, within, ...near }
}

function direct(id: string, family: Family, weight: number, anchor: number): CueRule {
  return distant(id, family, weight, anchor, [], 0)
}

function distant(
  id: string,
  family: Family,
  weight: number,
  anchor: number,
  needs: readonly number[],
  within: number,
): CueRule {
  return { id, family, scope: 'direct', weight, anchor, needs, within, ...loose }
}

function external(
  id: string,
  family: Family,
  weight: number,
  anchor: number,
  needs: readonly number[] = [],
  within = 0,
  sameSentence = false,
): CueRule {
  return { id, family, scope: 'external', weight, anchor, needs, within, ...loose, sameSentence }
}
