import { dirname } from 'node:path'

import { loadArtifacts } from '../learned/load-artifacts.ts'
import { checkConfig } from './check-config.ts'
import { ConfigError, type ConfigIssue } from './config-error.ts'
import { pathName, toIssue, type Tree } from './finding.ts'
import { configFromEnvironment, type Environment, type ProbeOllama } from './from-environment.ts'
import { includePolicies } from './include-policies.ts'
import { withListen, type readListen } from './listen.ts'
import type { LoadedConfig } from './loaded-config.ts'
import type { Path } from './path.ts'
import { readConfigFile } from './read-file.ts'

/** What a file is read with. */
export interface LoadFileOptions {
  readonly env: Environment
  readonly probeOllama: ProbeOllama
  readonly listened: ReturnType<typeof readListen>
}

/** Loads a file, which issues name as it is `shown`; throws a `ConfigError` with everything that is wrong. */
export async function loadConfigFile(
  { file, shown }: { readonly file: string; readonly shown: string },
  { env, probeOllama, listened }: LoadFileOptions,
): Promise<LoadedConfig> {
  const written = await readConfigFile(file, env)
  const { tree, files } = includePolicies(written, { folder: dirname(file), env })
  const { built, findings } = await checkConfig(tree, () =>
    configFromEnvironment(env, { probeOllama }),
  )
  const found = findings.map((finding) => toIssue(finding, tree, shown)).toSorted(byPlace)
  const issues = [...found, ...listened.issues]
  const isRefused = issues.some(({ severity }) => severity === 'error')
  if (built === undefined || isRefused) throw new ConfigError(issues)
  const values = new Map([...built.origins, ...originsOf(tree, shown), ...listened.origins])
  const { learned, problems } = await loadArtifacts(built.config.policies ?? {}, dirname(file))
  return {
    config: withListen({ ...built.config, learned }, listened.listen),
    origin: { kind: 'file', file, files, values },
    warnings: [...issues, ...problems.map((problem) => artifactIssue(problem, shown))],
  }
}

function artifactIssue(
  { policy, message }: { readonly policy: string; readonly message: string },
  file: string,
): ConfigIssue {
  return { severity: 'warning', file, path: `policies.${policy}.learned.artifact`, message }
}

function byPlace(a: ConfigIssue, b: ConfigIssue): number {
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0)
}

function originsOf({ places, locate }: Tree, file: string): [string, string][] {
  return [...places].map(([key, place]) => {
    const path = JSON.parse(key) as Path
    const offset = place.value ?? place.key
    const at = locate === undefined || offset === undefined ? undefined : locate(offset)
    const where = at === undefined ? file : `${at.file ?? file}:${at.line}:${at.column}`
    return [pathName(path), [where, ...place.references].join(', ')]
  })
}
