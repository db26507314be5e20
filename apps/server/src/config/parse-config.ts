import { readFileSync } from 'node:fs'

import { checkConfig } from './check-config.ts'
import { ConfigError } from './config-error.ts'
import type { Config } from './config.ts'
import { toIssue } from './finding.ts'
import { configFromEnvironment, type Environment } from './from-environment.ts'
import { probeOllama } from './probe-ollama.ts'
import { readPlain } from './read-plain.ts'

/** A configuration written as a value; throws a `ConfigError` with everything that is wrong. */
export async function parseConfig(value: unknown, env: Environment = {}): Promise<Config> {
  const tree = readPlain(value, { env, readFile: (name) => readFileSync(name, 'utf8') })
  const { built, findings } = await checkConfig(tree, () =>
    configFromEnvironment(env, { probeOllama }),
  )
  const issues = findings.map((finding) => toIssue(finding, tree, 'configuration'))
  if (built === undefined || issues.some(({ severity }) => severity === 'error'))
    throw new ConfigError(issues)
  return built.config
}
