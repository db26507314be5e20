import type { ModelVerdict } from './model/injection-model.ts'
import { alarmSum, ruleScore } from './sum-hits.ts'

/** From this sum on more than one family, or more than one sign, speaks for an alarm of the rules. */
const strongSum = 3.5

/** What a weak alarm of the rules scores that the model doubts: too little for the balanced profile. */
const doubtedScore = 0.45

/**
 * The score of a text by rules and model. Below the alarm the rules only raise what the model says:
 * their sums there order texts worse than it does. A weak alarm stands at one half, where the model
 * can set louder texts before it, and falls below where the model finds nothing near an attack.
 * A model that weighs alarms of the rules with what else it reads has the last word on them.
 */
export function jointScore(ruleSum: number, { score, doubts, joint }: ModelVerdict): number {
  if (ruleSum < alarmSum) return score
  if (joint !== undefined) return Math.max(score, joint)
  if (ruleSum >= strongSum) return Math.max(score, ruleScore(ruleSum))
  return Math.max(score, doubts ? doubtedScore : ruleScore(alarmSum))
}
