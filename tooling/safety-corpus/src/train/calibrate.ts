import {
  alarmSum,
  createLinearModel,
  createRuleEngine,
  foldText,
  type ModelWeights,
} from '@signalbox/safety/injection'

import type { Sample } from '../sample.ts'
import { learnsFrom } from './instances.ts'
import { quantile } from './quantile.ts'

/**
 * Which share of harmless texts may reach the alarm of the balanced profile. It is counted on single
 * lines, two in five of which look like attacks: a family gives hundreds of texts of one kind, so
 * that the loudest of fifty would decide alone.
 */
const falseAlarms = 0.01

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
    const { sum, cues } = rules(folded, ['direct'])
    // What alarms by the rules alone says nothing of where the model's alarm should be.
    const { score } = model(folded, { sum: sum < alarmSum ? sum : 0, cues })
    return Math.log(score / (1 - score))
  }
  const benign = tune.filter((sample) => !sample.attack && learnsFrom(sample))
  const single = benign.filter((sample) => sample.single === true).map(logit)
  const threshold = quantile(single, 1 - falseAlarms)
  const perLogWindow = tailOf(benign.map(logit))
  return { ...open, threshold, perLogWindow, slope: 0.8 }
}

/**
 * By how much the loudest of ten texts is louder than one, per unit of logarithm: what the alarm
 * must rise by, or long texts would alarm by chance.
 */
function tailOf(logits: readonly number[]): number {
  return Math.max(0.05, (quantile(logits, 0.999) - quantile(logits, 0.99)) / Math.log(10))
}
