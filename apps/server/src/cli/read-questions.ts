import { isJsonObject, type JsonObject } from '@signalbox/core'

import { inputLines, readInput } from './input-file.ts'

/** The requests of a file: one JSON object, or one per line. */
export function readQuestions(file: string, cwd: string): readonly JsonObject[] {
  const text = readInput(file, cwd)
  const whole = wholeOf(text)
  return whole === undefined ? inputLines(file, text, objectOf) : [whole]
}

function wholeOf(text: string): JsonObject | undefined {
  try {
    return objectOf(JSON.parse(text))
  } catch {
    // More than one line, then.
    return undefined
  }
}

function objectOf(value: unknown): JsonObject {
  if (isJsonObject(value)) return value
  throw new TypeError('is not a JSON object')
}
