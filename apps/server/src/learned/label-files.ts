import { readLabel, type Label } from '@signalbox/router/learned'

import { InputFileError, inputLines, readInput } from '../cli/input-file.ts'

/** The labels of a file made by `signalbox router label`. */
export function readLabels(file: string, cwd: string): readonly Label[] {
  const labels = inputLines(file, readInput(file, cwd), readLabel)
  if (labels.length === 0)
    throw new InputFileError(`${file} has no labels: make them with \`signalbox router label\`.`)
  return labels
}
