import type { Finding } from './finding.ts'
import { interpolate, type ReferenceSources } from './interpolate.ts'
import { isNumberPath, isSecretPath, type Path } from './schema.ts'

/** What reading collects on its way through a file. */
export interface Notes {
  readonly sources: ReferenceSources
  readonly findings: Finding[]
  readonly literals: string[]
}

/** One text with its references replaced; a number where one belongs. */
export function readText(
  text: string,
  path: Path,
  { sources, findings, literals }: Notes,
): { value: string | number; references: readonly string[] } {
  const found = interpolate(text, sources)
  if (found.problem !== undefined) findings.push({ path, message: found.problem })
  if (found.references.length === 0) {
    // Masking a shorter one everywhere would riddle the report with stars.
    const isLong = text.length >= 6
    if (isSecretPath(path) && isLong && found.problem === undefined) literals.push(text)
    return { value: found.text, references: [] }
  }
  const numeric = isNumberPath(path) && /^-?\d+(\.\d+)?$/.test(found.text)
  return { value: numeric ? Number(found.text) : found.text, references: found.references }
}
