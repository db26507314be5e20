import type { SourceFile } from '../tree.ts'
import { withoutComments } from '../without-comments.ts'

const isTest = /\.test(?:-d)?\.ts$/u

/** Files over 300 lines, tests over 500; blank lines and comments are free. */
export function longFiles(files: readonly SourceFile[]): readonly string[] {
  return files.flatMap((file) => {
    const lines = codeLines(file.text)
    const cap = isTest.test(file.path) ? 500 : 300
    return lines > cap ? [`${file.path}: ${String(lines)} lines, at most ${String(cap)}`] : []
  })
}

/** Lines that hold code. */
export function codeLines(text: string): number {
  return withoutComments(text)
    .split('\n')
    .filter((line) => line.trim() !== '').length
}

/**
 * Names that say "the rest of it" instead of what the file holds. `encode-part.ts` encodes a part
 * and is fine; beside an `encode.ts` it is the second half of a file that grew too long.
 */
export function leftoverNames(files: readonly SourceFile[]): readonly string[] {
  const paths = new Set(files.map((file) => file.path))
  return files
    .filter(({ path }) => leftover.test(path) || isSecondHalf(path, paths))
    .map(({ path }) => `${path}: name the file after what it holds`)
}

const leftover =
  /-(?:part)?\d+(?:\.test)?\.ts$|(?:^|[/-])(?:utils?|helpers?|manager|misc|common)(?:\/|(?:\.test)?\.ts$)/u

function isSecondHalf(path: string, paths: ReadonlySet<string>): boolean {
  return path.endsWith('-part.ts') && paths.has(path.replace(/-part\.ts$/u, '.ts'))
}
