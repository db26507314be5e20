import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

import { isJsonObject, type JsonObject, type JsonValue } from '@signalbox/core'

/** A file of questions that cannot be read, with its line. */
export class QuestionFileError extends Error {
  override readonly name = 'QuestionFileError'
}

/** The requests of a file: one JSON object, or one per line. */
export function readQuestions(file: string, cwd: string): readonly JsonObject[] {
  const path = resolve(cwd, file)
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable'
    throw new QuestionFileError(`${file} cannot be read (${code}).`)
  }
  const whole = parsed(text)
  if (isJsonObject(whole)) return [whole]
  return text.split('\n').flatMap((line, i) => {
    if (line.trim() === '') return []
    const value = parsed(line)
    if (isJsonObject(value)) return [value]
    throw new QuestionFileError(`${file}:${String(i + 1)} is not a JSON object.`)
  })
}

function parsed(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    return undefined
  }
}
