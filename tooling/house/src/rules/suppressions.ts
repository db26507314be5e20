import type { SourceFile } from '../tree.ts'

/** Lint or type suppressions without a reason on the same line. */
export function bareSuppressions(files: readonly SourceFile[]): readonly string[] {
  return files.flatMap((file) =>
    file.text.split('\n').flatMap((line, index) => {
      const found = /(?:oxlint|eslint)-disable[a-z-]*|@ts-(?:ignore|expect-error|nocheck)/u.exec(
        line,
      )
      if (found === null || line.includes(' -- ') || line.includes(`${found[0]}: `)) return []
      return [`${file.path}:${String(index + 1)}: a suppression gives its reason on the same line`]
    }),
  )
}
