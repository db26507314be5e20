import {
  createLinearModel,
  createRuleEngine,
  foldText,
  type ModelWeights,
  ruleBonus,
} from '@signalbox/safety/injection'

import type { Sample } from '../sample.ts'
import { learnsFrom } from './instances.ts'

/** Which share of benign texts may reach the alarm of the balanced profile. */
const falseAlarms = 0.005
/** The same for texts written to look like attacks. */
const hardFalseAlarms = 0.02

/** Sets the alarm and its rise with the number of windows on the benign texts of the tune split. */
export function calibrate(
  raw: Pick<ModelWeights, 'weights' | 'scale' | 'bias'>,
  tune: readonly Sample[],
): ModelWeights {
  const open: ModelWeights = { ...raw, threshold: 0, perLogWindow: 0, slope: 1 }
  const model = createLinearModel('tune', open)
  const rules = createRuleEngine()
  const logit = ({ text }: Sample) => {
    const folded = foldText(text)
    const reading = rules(folded, ['direct'])
    const { score } = model(folded, reading)
    const bonus = ruleBonus(reading.sum)
    return Math.log(score / (1 - score)) - (bonus === 3 ? 3 : 0)
  }
  const benign = tune.filter((sample) => !sample.attack && learnsFrom(sample))
  const all = benign.map(logit)
  const hard = benign.filter(({ kind }) => kind === 'hard-negative').map(logit)
  const threshold = Math.max(quantile(all, 1 - falseAlarms), quantile(hard, 1 - hardFalseAlarms))
  return { ...open, threshold, perLogWindow: tailOf(all), slope: 0.8 }
}

/**
 * By how much the loudest of ten texts is louder than one, per unit of logarithm: what the alarm
 * must rise by, or long texts would alarm by chance.
 */
function tailOf(logits: readonly number[]): number {
  return Math.max(0.05, (quantile(logits, 0.999) - quantile(logits, 0.99)) / Math.log(10))
}

function quantile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
