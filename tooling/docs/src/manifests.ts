import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { root } from './documents.ts'

/** What the texts can name of a package. */
export interface Manifest {
  readonly name: string
  readonly private?: boolean
  readonly scripts?: Readonly<Record<string, string>>
  readonly exports?: Readonly<Record<string, unknown>>
  readonly devDependencies?: Readonly<Record<string, string>>
}

/** The manifest in a folder of the repository. */
export function manifestIn(folder: string): Manifest {
  return JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Manifest
}

/** Every name that `import` takes from a published package: `@signalbox/core`, `@signalbox/core/web`. */
export function importNames(): ReadonlySet<string> {
  const published = globSync('{packages,apps}/*', { cwd: root }).map(manifestIn)
  return new Set(
    published
      .filter((manifest) => manifest.private !== true)
      .flatMap(({ name, exports = {} }) =>
        Object.keys(exports).map((path) => name + path.slice(1)),
      ),
  )
}
