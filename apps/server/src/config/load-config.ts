import { relative } from 'node:path'

import { ConfigError } from './config-error.ts'
import { findConfigFile } from './find-config-file.ts'
import { configFromEnvironment, type Environment, type ProbeOllama } from './from-environment.ts'
import { readListen, withListen, type Listen } from './listen.ts'
import type { LoadedConfig } from './loaded-config.ts'
import { probeOllama as probeLocalOllama } from './probe-ollama.ts'

/** Host and port come from the command line: they win over the environment, and that over the file. */
export interface LoadOptions extends Listen {
  readonly cwd?: string | undefined
  readonly probeOllama?: ProbeOllama | undefined
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
  const listened = readListen(env, options)
  if (file !== undefined) {
    // The parser, the checks and learned models are loaded only where there is a file.
    const { loadConfigFile } = await import('./load-config-file.ts')
    const near = relative(cwd, file)
    const shown = near.startsWith('..') ? file : near
    return loadConfigFile({ file, shown }, { env, probeOllama, listened })
  }
  if (listened.issues.length > 0) throw new ConfigError(listened.issues)
  const { config, origins } = await configFromEnvironment(env, { probeOllama })
  const values = new Map([...origins, ...listened.origins])
  return {
    config: withListen(config, listened.listen),
    origin: { kind: 'environment', values },
    warnings: [],
  }
}
