import type { SourceFile } from '../tree.ts'
import { withoutComments } from '../without-comments.ts'

/** Modules that import an index of their own package; tests may, they stand outside. */
export function importsOwnIndex(files: readonly SourceFile[]): readonly string[] {
  return files
    .filter((file) => !/\.test(?:-d)?\.ts$|\/index\.ts$|\/test-support\//u.test(file.path))
    .filter((file) => /from '\.[^']*\/index\.ts'/u.test(withoutComments(file.text)))
    .map((file) => `${file.path}: imports an index of its own package; import the module`)
}
