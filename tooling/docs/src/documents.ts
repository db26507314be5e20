import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A text for readers; `path` is relative to the repository's root. */
export interface Document {
  readonly path: string
  readonly text: string
}

/** The repository's root directory. */
export const root: string = join(import.meta.dirname, '../../..')

/** What a newcomer reads: the texts at the top, one per package, the examples. */
export function documents(): readonly Document[] {
  return ['README.md', 'CONTRIBUTING.md', '{packages,apps}/*/README.md', 'docs/*.md'].flatMap(
    (pattern) =>
      globSync(pattern, { cwd: root })
        .map((path) => path.replaceAll('\\', '/'))
        .toSorted()
        .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') })),
  )
}
