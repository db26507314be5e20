import { generateLabels, type GeneratedLabel } from './generate-labels.ts'
import { measureLearning, type LearningFigures } from './measure-learning.ts'
import { choiceQuestions, generateSet, gradedAnswers } from './public-set.ts'

type Draw = (options: { seed: number; count: number; draw: number }) => readonly GeneratedLabel[]

/** Sets on which learning is measured, by name. */
export const learningSets: Readonly<Record<string, Draw>> = {
  'two models, choices': (options) => generateSet(choiceQuestions, options),
  'eleven models, tasks known': (options) => generateSet(gradedAnswers, options),
  'eleven models, tasks unknown': (options) =>
    generateSet({ ...gradedAnswers, told: false }, options),
  'five models, twelve tasks': (options) => generateLabels(options),
}

const heldOut = 1000

/** Fits on labels of one draw, judges on another of the same world. */
export async function measureSet(
  draw: Draw,
  { seed, labels }: { readonly seed: number; readonly labels: number },
): Promise<LearningFigures> {
  return measureLearning(
    draw({ seed, count: labels, draw: seed + 100 }),
    draw({ seed, count: heldOut, draw: seed + 200 }),
  )
}

/** A Markdown table of all sets, each with what could be known. */
export async function learningTable(seed: number, sizes: readonly number[]): Promise<string> {
  const lines = [
    '| set | labels | gain | of task means | to know | APGR | to know | c95 % | unchanged % |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
  ]
  for (const [name, draw] of Object.entries(learningSets))
    for (const labels of sizes) {
      const figures = await measureSet(draw, { seed, labels })
      const { gain, gainOfTable, gainToKnow, apgr, apgrToKnow, c95, unchanged } = figures
      const cells = [gain, gainOfTable, gainToKnow, apgr ?? NaN, apgrToKnow ?? NaN]
      const shares = [c95 ?? NaN, 100 * unchanged]
      const numbers = [...cells.map((n) => n.toFixed(3)), ...shares.map((n) => n.toFixed(1))]
      lines.push(`| ${[name, String(labels), ...numbers].join(' | ')} |`)
    }
  return lines.join('\n')
}
