import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

/** A file given to a command that cannot be used; the message has file and line. */
export class InputFileError extends Error {
  override readonly name = 'InputFileError'
}

/** The text of a file. */
export function readInput(file: string, cwd: string): string {
  try {
    return readFileSync(resolve(cwd, file), 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable'
    throw new InputFileError(`${file} cannot be read (${code}).`)
  }
}

/** The values of a text with one JSON value per line, each passed through `read`; a wrong line is named. */
export function inputLines<T>(
  file: string,
  text: string,
  read: (value: unknown) => T,
): readonly T[] {
  return text.split('\n').flatMap((line, i) => {
    if (line.trim() === '') return []
    try {
      return [read(JSON.parse(line))]
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      const said = error instanceof SyntaxError ? 'is not JSON' : why
      throw new InputFileError(`${file}:${String(i + 1)}  ${said}`)
    }
  })
}
