import type { ModelVerdict, TextModel } from '../model/injection-model.ts'
import type { RuleHit } from '../rule-hit.ts'
import { alarmSum, ruleScore } from '../sum-hits.ts'
import { createSentenceReader } from './each-sentence.ts'

/** The weights of the model of data from outside, and how its logits become scores. */
export interface OutsideWeights {
  readonly weights: Int8Array
  /** What one step of a weight is worth. */
  readonly scale: number
  readonly bias: number
  /** The logit that is the alarm for one sentence. */
  readonly threshold: number
  /** How much the alarm rises with the logarithm of the number of sentences. */
  readonly perLogSentence: number
  readonly slope: number
}

/** The features of a usual sentence, which count in full; many make each say less. */
const usualFeatures = 60
const lengthPower = 0.35
const mostScale = 2

/** What each feature of a sentence counts. */
export function featureValue(features: number): number {
  return Math.min(mostScale, (usualFeatures / features) ** lengthPower)
}

/** What the rules add to the logit for each unit of their sum, up to the most that counts. */
const ruleShare = 0.9
const mostSum = 3.5
/** What they add where they alarm: no sum below says as much. */
const alarmBonus = 3

/** What the rules add to a logit of the model. */
export function ruleLogits(sum: number): number {
  return ruleShare * Math.min(sum, mostSum) + (sum >= alarmSum ? alarmBonus : 0)
}

/** In a note of so many sentences the alarm is that of one. */
const shortNote = 3

/** How much the alarm of a text with so many sentences lies above that of one. */
export function alarmRise(sentences: number, perLogSentence: number): number {
  return perLogSentence * Math.log(Math.max(1, sentences / shortNote))
}

/** Judges data from outside, sentence by sentence; the loudest decides. */
export function createOutsideModel(version: string, model: OutsideWeights): TextModel {
  const { weights, scale, bias, threshold, perLogSentence, slope } = model
  const read = createSentenceReader()
  const judge = (
    folded: string,
    { sum, cues, hits = [] }: Parameters<TextModel>[1],
  ): ModelVerdict => {
    let best = -Infinity
    let near = -Infinity
    const isNear = touches(hits)
    let span = { start: 0, end: 0 }
    const sentences = read(folded, cues, ({ ids, size }, start, end) => {
      let total = 0
      for (let at = 0; at < size; at++) total += weights[ids[at] ?? 0] ?? 0
      const logit = total * scale * featureValue(size) + bias
      if (logit > near && isNear(start, end)) near = logit
      if (logit <= best) return
      best = logit
      span = { start, end }
    })
    if (sentences === 0) return { score: 0, start: 0, end: 0, doubts: true }
    const rise = alarmRise(sentences, perLogSentence)
    const scoreOf = (logit: number) => 1 / (1 + Math.exp(-slope * (logit - threshold)))
    const score = scoreOf(best - rise + (sum < alarmSum ? ruleLogits(sum) : 0))
    if (sum < alarmSum) return { score, ...span, doubts: false }
    // What stands in no sentence the model reads is left to the rules.
    const joint =
      near === -Infinity ? ruleScore(sum) : scoreOf(Math.max(near, best - rise) + ruleLogits(sum))
    return { score, ...span, doubts: false, joint }
  }
  return Object.assign(judge, { version })
}

/** Whether a sentence has a part of a hit; an order is not made quieter by what surrounds it. */
export function touches(hits: readonly RuleHit[]): (start: number, end: number) => boolean {
  return (start, end) => hits.some((hit) => end >= hit.start && start <= hit.end)
}
