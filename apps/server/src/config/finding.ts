import type { ConfigIssue } from './config-error.ts'
import { maskLine, maskSecrets } from './mask-secrets.ts'
import type { Path } from './path.ts'

/** Something noticed about a value, before it has a line and a column. */
export interface Finding {
  readonly severity?: 'warning' | undefined
  readonly path: Path
  /** Whether to point at the key or at its value. */
  readonly at?: 'key' | 'value' | undefined
  /** Where it is, when there is no path to it. */
  readonly offset?: number | undefined
  readonly message: string
}

/** Where a value stands in the text, and which references its text was made from. */
export interface Place {
  readonly key?: number | undefined
  readonly value?: number | undefined
  readonly references: readonly string[]
}

/** A file as values, each with its place. */
export interface Tree {
  readonly value: unknown
  readonly places: ReadonlyMap<string, Place>
  readonly findings: readonly Finding[]
  /** Secrets written out in the text; never shown. */
  readonly literals: readonly string[]
  /** From an offset to a line and a column, where there is a text. */
  readonly locate?:
    | ((offset: number) => {
        line: number
        column: number
        source: string
        /** Where that is not the file itself. */
        file?: string
      })
    | undefined
}

/** The name of a path in the map of places, and in messages. */
export function pathName(path: Path): string {
  return path.join('.')
}

/** The key of a path in the map of places. */
export function placeKey(path: Path): string {
  return JSON.stringify(path)
}

const longestLine = 4000

/** Gives a finding its line; what is missing points at the nearest thing above it that is there. */
export function toIssue(finding: Finding, tree: Tree, file: string): ConfigIssue {
  const { literals, locate } = tree
  const shown = (text: string, length: number): string => {
    const masked = maskSecrets(text.slice(0, longestLine), literals)
    return masked.length > length ? `${masked.slice(0, length)}…` : masked
  }
  const issue: ConfigIssue = {
    severity: finding.severity ?? 'error',
    file,
    path: shown(pathName(finding.path), 120),
    message: shown(finding.message, 1000),
  }
  if (locate === undefined) return issue
  const { source, ...at } = locate(finding.offset ?? offsetOf(finding, tree))
  // Only a whole line can be masked for sure; a longer one is not shown at all.
  if (source.length > longestLine) return { ...issue, ...at }
  return { ...issue, ...at, source: maskLine(source, literals) }
}

function offsetOf({ path, at }: Finding, { places }: Tree): number {
  const own = places.get(placeKey(path))
  if (own !== undefined) return (at === 'key' ? own.key : own.value) ?? own.key ?? own.value ?? 0
  for (let length = path.length - 1; length > 0; length--) {
    const above = places.get(placeKey(path.slice(0, length)))
    if (above !== undefined) return above.key ?? above.value ?? 0
  }
  return places.get(placeKey([]))?.value ?? 0
}
