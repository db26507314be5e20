import {
  createLinearModel,
  createRuleEngine,
  foldText,
  type Head,
  type HeadWeights,
  ruleBonus,
} from '@signalbox/safety/injection'

import { benignDocument } from '../generate-benign.ts'
import type { Random } from '../random.ts'
import type { Sample } from '../sample.ts'
import { belongsTo } from './instances.ts'

/** Which share of benign texts may reach the alarm of the balanced profile. */
const falseAlarms = 0.002
/** Added to the alarm, since benign texts of others differ more from ours than our splits do. */
const margins: Readonly<Record<Head, number>> = { direct: 0.3, indirect: 2 }
/** The same for texts written to look like attacks. */
const hardFalseAlarms = 0.012

/** Sets the alarm, its rise with the number of windows and the slope, all on the tune split. */
export function calibrate(
  raw: Pick<HeadWeights, 'weights' | 'scale' | 'bias'>,
  head: Head,
  tune: readonly Sample[],
  random: Random,
): HeadWeights {
  const open: HeadWeights = { ...raw, threshold: 0, perLogWindow: 0, slope: 1 }
  const model = createLinearModel('tune', { direct: open, indirect: open })
  const rules = createRuleEngine()
  const scopes = head === 'direct' ? (['direct'] as const) : (['direct', 'external'] as const)
  const logit = (text: string) => {
    const folded = foldText(text)
    const sum = rules(folded, scopes).sum
    const { score } = model(folded, sum, head)
    const bonus = ruleBonus(sum)
    return Math.log(score / (1 - score)) - (bonus === 3 ? 3 : 0)
  }
  const benign = tune.filter((sample) => !sample.attack && belongsTo(sample, head))
  const hard = benign.filter(({ kind }) => kind === 'hard-negative')
  const threshold =
    margins[head] +
    Math.max(
      quantile(
        benign.map(({ text }) => logit(text)),
        1 - falseAlarms,
      ),
      hard.length === 0
        ? -Infinity
        : quantile(
            hard.map(({ text }) => logit(text)),
            1 - hardFalseAlarms,
          ),
    )
  const long = Array.from({ length: 60 }, () => longText(random, 120))
  const high = quantile(long.map(logit), 0.98)
  const windows = Math.max(2, Math.round(mean(long.map(wordsOf)) / 30))
  const perLogWindow = Math.max(0.05, (high - threshold) / Math.log(windows))
  return { ...open, threshold, perLogWindow, slope: 0.8 }
}

function longText(random: Random, pieces: number): string {
  return Array.from({ length: pieces }, () => benignDocument(random)).join('\n')
}

function wordsOf(text: string): number {
  return text.split(/\s+/).length
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length
}

function quantile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
