import { placeKey, type Finding, type Place, type Tree } from './finding.ts'
import type { ReferenceSources } from './interpolate.ts'
import type { Path } from './path.ts'
import { readText } from './read-text.ts'

const maxDepth = 64

/** The value a TypeScript file exports, references replaced; there are no lines to point at. */
export function readPlain(input: unknown, sources: ReferenceSources): Tree {
  const places = new Map<string, Place>()
  const findings: Finding[] = []
  const literals: string[] = []

  function visit(value: unknown, path: Path): unknown {
    places.set(placeKey(path), { references: [] })
    if (path.length > maxDepth) {
      findings.push({ path, message: 'nests too deeply or contains itself' })
      return undefined
    }
    if (Array.isArray(value)) return value.map((item, index) => visit(item, [...path, index]))
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(
        Object.entries(value).map(([key, entry]) => [key, visit(entry, [...path, key])]),
      )
    if (typeof value !== 'string') return value
    const read = readText(value, path, { sources, findings, literals })
    places.set(placeKey(path), { references: read.references })
    return read.value
  }

  return { value: visit(input, []), places, findings, literals }
}
