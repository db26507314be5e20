import type { SourceFile } from '../tree.ts'

interface Manifest {
  readonly name: string
  readonly private?: boolean
  readonly dependencies?: Readonly<Record<string, string>>
}

/** Hashes, phone numbers, linear patterns and check digits are nobody's to write twice. */
const more: Readonly<Record<string, number>> = { '@signalbox/safety': 4 }

/** Published packages with more than three runtime dependencies beside core; apps are exempt. */
export function runtimeDependencies(manifests: readonly SourceFile[]): readonly string[] {
  return manifests
    .filter((file) => file.path.startsWith('packages/'))
    .flatMap((file) => {
      const manifest = JSON.parse(file.text) as Manifest
      const names = Object.keys(manifest.dependencies ?? {}).filter(
        (name) => !name.endsWith('/core'),
      )
      if (manifest.private === true || names.length <= (more[manifest.name] ?? 3)) return []
      return [
        `${file.path}: ${String(names.length)} runtime dependencies, at most three beside core`,
      ]
    })
}
