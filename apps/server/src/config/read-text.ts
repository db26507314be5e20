import { adapterNames } from './adapter-table.ts'
import type { Finding } from './finding.ts'
import { interpolate, type ReferenceSources } from './interpolate.ts'
import type { Path } from './path.ts'
import { isSecretPath, kindAt } from './schema-paths.ts'

/** What reading collects on its way through a file. */
export interface Notes {
  readonly sources: ReferenceSources
  readonly findings: Finding[]
  readonly literals: string[]
}

/** One text with its references replaced; a number, true or false where one belongs. */
export function readText(
  text: string,
  path: Path,
  { sources, findings, literals }: Notes,
): { value: string | number | boolean; references: readonly string[] } {
  const found = interpolate(text, sources)
  if (found.problem !== undefined) findings.push({ path, message: found.problem })
  if (found.references.length === 0) {
    // Masking a shorter one everywhere would riddle the report with stars, and an adapter's name
    // would vanish from the list of those there are.
    const isWord = text.length < 6 || adapterNames.some((name) => name === text)
    if (isSecretPath(path) && !isWord && found.problem === undefined) literals.push(text)
    return { value: found.text, references: [] }
  }
  return { value: typed(found.text, kindAt(path)), references: found.references }
}

function typed(text: string, kind: ReturnType<typeof kindAt>): string | number | boolean {
  if (kind === 'number' && /^-?\d+(\.\d+)?$/.test(text)) return Number(text)
  if (kind === 'boolean' && (text === 'true' || text === 'false')) return text === 'true'
  return text
}
