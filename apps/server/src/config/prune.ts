import { checkShape } from './check-shape.ts'
import type { ConfigFile } from './config-file.ts'
import type { Finding } from './finding.ts'
import type { Path } from './path.ts'

/** With more the file is something else, and pruning it one by one would take too long. */
const maxFindings = 500

/**
 * The part of a misshapen file that can still be read, so that its meaning is checked in the same
 * run: bad fields are left out, then bad entries, then bad sections.
 */
export function prune(value: unknown, findings: readonly Finding[]): ConfigFile | undefined {
  if (findings.length > maxFindings) return undefined
  let pruned: unknown = { ...asObject(value), version: 1 }
  let open: readonly Finding[] = findings
  for (const depth of [Infinity, 2, 1]) {
    for (const { path } of open) pruned = without(pruned, path.slice(0, depth))
    const shape = checkShape(pruned)
    if (shape.file !== undefined) return shape.file
    open = shape.findings
  }
  return undefined
}

/** Leaves an entry of a list where it is: the places behind it must not move. */
function without(value: unknown, path: Path): unknown {
  const [step, ...rest] = path
  if (step === undefined) return value
  if (Array.isArray(value))
    return rest.length === 0
      ? value
      : value.map((item: unknown, index) => (index === step ? without(item, rest) : item))
  const entries = Object.entries(asObject(value)).flatMap(([key, entry]): [string, unknown][] => {
    if (key !== step) return [[key, entry]]
    return rest.length === 0 ? [] : [[key, without(entry, rest)]]
  })
  return typeof value === 'object' && value !== null ? Object.fromEntries(entries) : value
}

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
}
