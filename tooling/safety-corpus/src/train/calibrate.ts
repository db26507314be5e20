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
 * lines, nearly half of which look like attacks: a family gives hundreds of texts of one kind, so
 * that the loudest of fifty would decide alone.
 */
const falseAlarms = 0.02

/**
 * By how much the alarm rises per unit of the logarithm of the number of windows, or long texts would
 * alarm by chance: at .6 twice as many whole manuals alarm, at 1 some long attacks are lost.
 */
const perLogWindow = 0.86

/** Sets the alarm on the benign single lines of the tune split. */
export function calibrate(
  raw: Pick<ModelWeights, 'weights' | 'scale' | 'bias'>,
  tune: readonly Sample[],
): ModelWeights {
  const open: ModelWeights = { ...raw, threshold: 0, perLogWindow, slope: 1 }
  const model = createLinearModel('tune', open)
  const rules = createRuleEngine()
  const logit = ({ text }: Sample) => {
    const folded = foldText(text)
    const { sum, cues } = rules(folded, ['direct'])
    // What alarms by the rules alone says nothing of where the model's alarm should be.
    const { score } = model(folded, { sum: sum < alarmSum ? sum : 0, cues })
    return Math.log(score / (1 - score))
  }
  const single = tune.filter(
    (sample) => !sample.attack && learnsFrom(sample) && sample.single === true,
  )
  const threshold = quantile(single.map(logit), 1 - falseAlarms)
  return { ...open, threshold, slope: 0.8 }
}
