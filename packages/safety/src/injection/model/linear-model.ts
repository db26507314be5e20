import { alarmSum } from '../sum-hits.ts'
import { textFeatures, windowStride, windowWords } from './features.ts'
import type { ModelVerdict, TextModel } from './injection-model.ts'
import { createWindowSums } from './window-sums.ts'

/** The weights of a model and how its logits become scores. */
export interface ModelWeights {
  readonly weights: Int8Array
  /** What one step of a weight is worth. */
  readonly scale: number
  readonly bias: number
  /** The logit that is the alarm for one window. */
  readonly threshold: number
  /** How much the alarm rises with the logarithm of the number of windows. */
  readonly perLogWindow: number
  readonly slope: number
}

/** How far below the alarm every window must be for the model to doubt an alarm of the rules. */
const doubtMargin = 4

/** What the rules add to the logit. */
export function ruleBonus(ruleSum: number): number {
  if (ruleSum >= alarmSum) return 3
  return ruleSum > 0 ? 1 : 0
}

/** A linear model over hashed features; the loudest window of all decides. */
export function createLinearModel(
  version: string,
  { weights, scale, bias, threshold, perLogWindow, slope }: ModelWeights,
): TextModel {
  const windowSums = createWindowSums(weights)
  const judge: (...input: Parameters<TextModel>) => ModelVerdict = (
    folded,
    { sum: ruleSum, cues },
  ) => {
    const features = textFeatures(folded, cues)
    if (features.words === 0) return { score: 0, start: 0, end: 0, doubts: false }
    let best = -Infinity
    let bestWord = 0
    const sums = windowSums(features)
    for (const [window, sum] of sums.entries()) {
      const logit = sum * scale + bias
      if (logit > best) {
        best = logit
        bestWord = window * windowStride
      }
    }
    const alarm = threshold + perLogWindow * Math.log(sums.length)
    const margin = best + ruleBonus(ruleSum) - alarm
    const lastWord = Math.min(bestWord + windowWords, features.words) - 1
    return {
      score: 1 / (1 + Math.exp(-slope * margin)),
      start: features.starts[bestWord] ?? 0,
      end: features.ends[lastWord] ?? folded.length,
      doubts: best < threshold - doubtMargin,
    }
  }
  return Object.assign(judge, { version })
}
