import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A text file of the repository; `path` is relative to its root, with forward slashes. */
export interface SourceFile {
  readonly path: string
  readonly text: string
}

/** The repository's root directory. */
export const root: string = join(import.meta.dirname, '../../..')

/** Every TypeScript file the repository owns, below `src`, `test-support` or `tooling`. */
export function sourceFiles(directory: string = root): readonly SourceFile[] {
  return readAll(directory, [
    '{packages,apps,tooling}/*/src/**/*.ts',
    'packages/*/test-support/**/*.ts',
    'tooling/*/*.ts',
  ])
}

/** Every package manifest, without the root's. */
export function manifests(directory: string = root): readonly SourceFile[] {
  return readAll(directory, ['{packages,apps,tooling}/*/package.json'])
}

function readAll(directory: string, patterns: string[]): readonly SourceFile[] {
  return globSync(patterns, { cwd: directory, exclude: (path) => path.includes('node_modules') })
    .map((path) => path.replaceAll('\\', '/'))
    .toSorted()
    .map((path) => ({ path, text: readFileSync(join(directory, path), 'utf8') }))
}
