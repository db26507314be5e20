import type { SourceFile } from '../tree.ts'

interface Manifest {
  readonly private?: boolean
  readonly dependencies?: Readonly<Record<string, string>>
}

/** Published packages with more than three runtime dependencies beside core; apps are exempt. */
export function runtimeDependencies(manifests: readonly SourceFile[]): readonly string[] {
  return manifests
    .filter((file) => file.path.startsWith('packages/'))
    .flatMap((file) => {
      const manifest = JSON.parse(file.text) as Manifest
      const names = Object.keys(manifest.dependencies ?? {}).filter(
        (name) => !name.endsWith('/core'),
      )
      if (manifest.private === true || names.length <= 3) return []
      return [
        `${file.path}: ${String(names.length)} runtime dependencies, at most three beside core`,
      ]
    })
}
