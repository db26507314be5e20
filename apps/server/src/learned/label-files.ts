import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

import { readLabel, type Label } from '@signalbox/router/learned'

/** A label file that cannot be used; the message has file and line. */
export class LabelFileError extends Error {
  override readonly name = 'LabelFileError'
}

/** Reads a JSONL file line by line; a wrong line is named. */
export function readLines<T>(file: string, cwd: string, read: (value: unknown) => T): readonly T[] {
  let text: string
  try {
    text = readFileSync(resolve(cwd, file), 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable'
    throw new LabelFileError(`${file} cannot be read (${code}).`)
  }
  return text.split('\n').flatMap((line, i) => {
    if (line.trim() === '') return []
    try {
      return [read(JSON.parse(line))]
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      throw new LabelFileError(`${file}:${String(i + 1)}  ${why}`)
    }
  })
}

/** The labels of a file made by `signalbox router label`. */
export function readLabels(file: string, cwd: string): readonly Label[] {
  const labels = readLines(file, cwd, readLabel)
  if (labels.length === 0)
    throw new LabelFileError(`${file} has no labels: make them with \`signalbox router label\`.`)
  return labels
}
