import { dirname, relative } from 'node:path'

import { loadArtifacts } from '../learned/load-artifacts.ts'
import { checkConfig } from './check-config.ts'
import { ConfigError, type ConfigIssue } from './config-error.ts'
import type { Config } from './config.ts'
import { findConfigFile } from './find-config-file.ts'
import { pathName, toIssue, type Tree } from './finding.ts'
import { configFromEnvironment, type Environment, type ProbeOllama } from './from-environment.ts'
import { includePolicies } from './include-policies.ts'
import { readListen, withListen, type Listen } from './listen.ts'
import type { Path } from './path.ts'
import { probeOllama as probeLocalOllama } from './probe-ollama.ts'
import { readConfigFile } from './read-file.ts'

/** Host and port come from the command line: they win over the environment, and that over the file. */
export interface LoadOptions extends Listen {
  readonly cwd?: string | undefined
  readonly probeOllama?: ProbeOllama | undefined
}

/** A configuration and what is known about it. */
export interface LoadedConfig {
  readonly config: Config
  readonly origin: ConfigOrigin
  readonly warnings: readonly ConfigIssue[]
}

/** Where a configuration came from. */
export interface ConfigOrigin {
  readonly kind: 'file' | 'environment'
  /** Absolute. */
  readonly file?: string | undefined
  /** Those that it takes policies from; absolute. */
  readonly files?: readonly string[] | undefined
  /** Dotted path → `signalbox.yaml:3:9`, `env NAME`, …; what is not in it is a default. */
  readonly values: ReadonlyMap<string, string>
}

/**
 * Loads the named file, the usual one, or what the environment offers.
 * Throws a `ConfigError` with everything that is wrong, all at once.
 */
export async function loadConfig(
  path: string | undefined,
  env: Environment,
  options: LoadOptions = {},
): Promise<LoadedConfig> {
  const { cwd = process.cwd(), probeOllama = probeLocalOllama } = options
  const file = findConfigFile(path, env, cwd)
  const { listen, origins: listenOrigins, issues: listenIssues } = readListen(env, options)
  if (file === undefined) {
    if (listenIssues.length > 0) throw new ConfigError(listenIssues)
    const { config, origins } = await configFromEnvironment(env, { probeOllama })
    const values = new Map([...origins, ...listenOrigins])
    return {
      config: withListen(config, listen),
      origin: { kind: 'environment', values },
      warnings: [],
    }
  }
  const near = relative(cwd, file)
  const shown = near.startsWith('..') ? file : near
  const written = await readConfigFile(file, env)
  const { tree, files } = includePolicies(written, { folder: dirname(file), env })
  const { built, findings } = await checkConfig(tree, () =>
    configFromEnvironment(env, { probeOllama }),
  )
  const found = findings.map((finding) => toIssue(finding, tree, shown)).toSorted(byPlace)
  const issues = [...found, ...listenIssues]
  const isRefused = issues.some(({ severity }) => severity === 'error')
  if (built === undefined || isRefused) throw new ConfigError(issues)
  const values = new Map([...built.origins, ...originsOf(tree, shown), ...listenOrigins])
  const { learned, problems } = await loadArtifacts(built.config.policies ?? {}, dirname(file))
  return {
    config: withListen({ ...built.config, learned }, listen),
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
