import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'

import { mergeLabels, readLabelInput } from '@signalbox/router/learned'

import { inputLines, readInput } from '../cli/input-file.ts'
import type { Terminal } from '../cli/terminal.ts'

/** What `signalbox router label` was told. */
export interface LabelOptions {
  readonly from: readonly string[]
  readonly out: string
  readonly hashOnly?: true | undefined
}

/** `signalbox router label`: many files of scores become one label per prompt. */
export async function label(
  { from, out, hashOnly }: LabelOptions,
  terminal: Terminal,
): Promise<number> {
  const inputs = from.flatMap((file) =>
    inputLines(file, readInput(file, terminal.cwd), readLabelInput),
  )
  const labels = await mergeLabels(inputs, { hashOnly })
  const lines = labels.map((each) => `${JSON.stringify(each)}\n`).join('')
  writeFileSync(resolve(terminal.cwd, out), lines)
  terminal.out(`${String(inputs.length)} scores, ${String(labels.length)} prompts: ${out}`)
  return 0
}
