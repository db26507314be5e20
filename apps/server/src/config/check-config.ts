import { buildConfig } from './build-config.ts'
import { checkMeaning } from './check-meaning.ts'
import { checkPolicies, checkRouting } from './check-routing.ts'
import { checkShape } from './check-shape.ts'
import { placeKey, type Finding, type Tree } from './finding.ts'
import type { EnvironmentConfig } from './from-environment.ts'
import { prune } from './prune.ts'

/** What was found in a file, and what it makes when nothing stands against it. */
export interface CheckedConfig {
  readonly built?: EnvironmentConfig | undefined
  readonly findings: readonly Finding[]
}

/** Checks a file that was read; without `providers` in it, those of the environment are asked for. */
export async function checkConfig(
  tree: Tree,
  environment: () => Promise<EnvironmentConfig>,
): Promise<CheckedConfig> {
  const { value } = tree
  if (value === undefined && tree.findings.length > 0) return { findings: tree.findings }
  if (value === null || value === undefined) {
    const message = 'the file is empty: it needs at least "version: 1"'
    return { findings: [{ path: [], message }] }
  }
  const shape = checkShape(value)
  const file = shape.file ?? prune(value, shape.findings)
  const given = sectionKeys(value, 'providers')
  const other = given === undefined ? await environment() : undefined
  const providers = other?.config.providers ?? []
  const meaning =
    file === undefined ? [] : checkMeaning(file, tree, given ?? providers.map(({ name }) => name))
  const found = [...tree.findings, ...shape.findings, ...meaning]
  const isSound = found.every(({ severity }) => severity === 'warning')
  const config = shape.file === undefined ? undefined : buildConfig(shape.file, providers)
  const routing =
    isSound && config !== undefined ? checkRouting(config, tree) : checkPolicies(file ?? {}, tree)
  const findings = firstPerPath([...found, ...routing])
  if (config === undefined) return { findings }
  const origins = [...(other?.origins ?? [])].filter(([path]) => path.startsWith('providers.'))
  return { built: { config, origins: new Map(origins) }, findings }
}

/** The names in a section as written, whether or not what stands under them is right. */
function sectionKeys(value: unknown, section: string): readonly string[] | undefined {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, section))
    return undefined
  const found = (value as Readonly<Record<string, unknown>>)[section]
  return typeof found === 'object' && found !== null ? Object.keys(found) : []
}

/** One mistake must not be told twice: a reference that failed is no empty text besides. */
function firstPerPath(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>()
  return findings.filter(({ path, offset }) => {
    const key = placeKey(path)
    const isNew = !seen.has(key) || path.length === 0 || offset !== undefined
    seen.add(key)
    return isNew
  })
}
