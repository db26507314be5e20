import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** A package that goes to the registry. */
export interface Published {
  readonly name: string
  readonly directory: string
  /** What a consumer may import: `@signalbox/core`, `@signalbox/core/node`, … */
  readonly entries: readonly string[]
  readonly commands: readonly string[]
}

interface Manifest {
  readonly name: string
  readonly private?: boolean
  readonly bin?: Readonly<Record<string, string>>
  readonly publishConfig?: { readonly exports?: Readonly<Record<string, unknown>> }
}

/** Every package of the workspace that is not private. */
export function published(root: string): readonly Published[] {
  return globSync('{packages,apps}/*/package.json', { cwd: root })
    .toSorted()
    .flatMap((path) => {
      const manifest = JSON.parse(readFileSync(join(root, path), 'utf8')) as Manifest
      return manifest.private === true ? [] : [describe(manifest, join(root, dirname(path)))]
    })
}

function describe({ name, publishConfig, bin = {} }: Manifest, directory: string): Published {
  const entries = Object.keys(publishConfig?.exports ?? {})
    .filter((key) => key !== './package.json')
    .map((key) => name + key.slice(1))
  return { name, directory, entries, commands: Object.keys(bin) }
}
