import { createHash } from 'node:crypto'

import {
  alarmRise,
  alarmSum,
  encodeWeights,
  outsideFeatureCount,
  type OutsideWeights,
  ruleLogits,
} from '@signalbox/safety/injection'

import { fitOutside, outsideLogit } from './fit-outside.ts'
import type { Fit } from './logistic.ts'
import { outsideBags, type OutsideBag } from './outside-bags.ts'
import { folds, outsideTexts } from './outside-texts.ts'
import { quantile } from './quantile.ts'
import { quantize } from './quantize.ts'

/** Which share of the harmless single texts, most of which look like attacks, may alarm at all. */
const falseAlarms = 0.05
/** For these shares it is told how many attacks would be found. */
const shownShares = [0.01, 0.02, 0.03, 0.05]
/** Between these shares of ordinary sentences it is measured how their tail falls. */
const tail = { from: 0.01, to: 0.001 } as const
const slope = 0.8

/** What was learned, with the module that holds it. */
export interface OutsideTraining {
  readonly module: string
  readonly summary: string
}

/**
 * Trains the model of data from outside. The alarm is set on texts that the weights have not seen:
 * each fifth of the lines is judged by what the other four teach.
 */
export function trainOutside(seed: number): OutsideTraining {
  const texts = outsideTexts(seed)
  const bags = outsideBags(texts)
  const fits = Array.from({ length: folds }, (_, fold) =>
    fitOutside(
      bags.filter(({ text }) => text.fold !== fold),
      seed,
    ),
  )
  const heard = fits.flatMap((fit, fold) =>
    bags.filter(({ text }) => text.fold === fold).map((bag) => hear(fit, bag)),
  )
  const harmless = heard.filter(({ bag }) => !bag.text.attack)
  const perLogSentence = tailOf(
    harmless.filter(({ bag }) => !bag.text.single).flatMap(({ logits }) => logits),
  )
  const margin = ({ bag, logits, loudest, near }: Heard) => {
    const most = Math.max(loudest - alarmRise(logits.length, perLogSentence), near)
    return most + ruleLogits(bag.sum)
  }
  const single = harmless.filter(({ bag }) => bag.text.single).map(margin)
  const attacks = heard.filter(({ bag }) => bag.text.attack)
  const threshold = quantile(single, 1 - falseAlarms)
  const fit = meanOf(fits)
  const model = {
    ...quantize(fit.weights),
    bias: fit.bias,
    threshold,
    perLogSentence,
    slope,
  }
  const margins = attacks.map(margin)
  const found = shownShares.map((share) => {
    const line = quantile(single, 1 - share)
    return `${String(100 * share)} %: ${String(margins.filter((one) => one > line).length)}`
  })
  const byRules = attacks.filter(({ bag }) => bag.sum >= alarmSum)
  const harmlessByRules = harmless.filter(({ bag }) => bag.text.single && bag.sum >= alarmSum)
  return {
    module: moduleOf(model, versionOf(texts)),
    summary: [
      `${String(bags.length)} documents, ${String(attacks.length)} attacks`,
      `by rules alone: ${String(byRules.length)} found, ${String(harmlessByRules.length)} of ${String(single.length)} harmless alarm`,
      `found by both, by the share of harmless texts that alarm: ${found.join('; ')}`,
    ].join('\n'),
  }
}

/** Five models that each know four fifths agree on what holds, and less on what chance taught them. */
function meanOf(fits: readonly Fit[]): Fit {
  const sums = new Float32Array(outsideFeatureCount)
  for (const { weights } of fits)
    weights.forEach((weight, at) => (sums[at] = (sums[at] ?? 0) + weight))
  const bias = fits.reduce((sum, fit) => sum + fit.bias, 0) / fits.length
  return { weights: sums.map((sum) => sum / fits.length), bias }
}

interface Heard {
  readonly bag: OutsideBag
  readonly logits: readonly number[]
  readonly loudest: number
  /** The loudest of those in which a rule alarms. */
  readonly near: number
}

function hear(fit: Fit, bag: OutsideBag): Heard {
  const loudestOf = (logits: readonly number[]) =>
    logits.reduce((most, logit) => Math.max(most, logit), -Infinity)
  const logits = [...bag.own, ...bag.around].map((ids) => outsideLogit(fit, ids))
  const near = [...bag.near].map((ids) => outsideLogit(fit, ids))
  return { bag, logits, loudest: loudestOf(logits), near: loudestOf(near) }
}

/** How much louder one in ten is than the rest, per unit of logarithm: as much must the alarm rise. */
function tailOf(logits: readonly number[]): number {
  const [rare, common] = [quantile(logits, 1 - tail.to), quantile(logits, 1 - tail.from)]
  return (rare - common) / Math.log(tail.from / tail.to)
}

function versionOf(texts: readonly object[]): string {
  return createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, 12)
}

function moduleOf({ weights, ...rest }: OutsideWeights, version: string): string {
  const numbers = Object.entries(rest).map(([key, value]) => `  ${key}: ${value.toPrecision(6)},`)
  return `import type { OutsideWeights } from './outside-model.ts'

/** The first digits of the hash of the documents the weights were trained on. */
export const outsideVersion: string = '${version}'

/** Written by the training script; see corpus/MODEL-CARD.md. */
export const outsideNumbers: Omit<OutsideWeights, 'weights'> = {
${numbers.join('\n')}
}

export const outsideText: string =
  ${JSON.stringify(encodeWeights(weights))}
`
}
